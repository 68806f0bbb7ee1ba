package org.enterprisemcp.oauth.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.enterprisemcp.domain.token.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {

    private static final String ONE = KeyRing.generate();
    private static final String TWO = KeyRing.generate();
    private static final String TEXT = "the upstream's token ✓";

    private final Sealer sealer = sealer("old:" + ONE, KeyPurpose.VAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "old.", "old", "old.AAAA", "old.%%%%", ".AAAA", "new.AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void opensNothingThatWasNeverSealed(String nonsense) {
        assertThat(sealer.open("place", nonsense)).isEmpty();
    }

    @Test
    void opensNothingInWhichABitWasChanged() {
        String sealed = sealer.seal("place", TEXT);
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring("old.".length()));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String forged = "old." + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(sealer.open("place", forged)).as("byte " + i).isEmpty();
        }
    }

    @Test
    void opensNothingInAnotherPlaceForAnotherPurposeOrUnderAnotherName() {
        String sealed = sealer.seal("place", TEXT);
        assertThat(sealer.open("other place", sealed)).isEmpty();
        assertThat(sealer("old:" + ONE, KeyPurpose.TRANSACTION).open("place", sealed))
                .isEmpty();
        assertThat(sealer("new:" + ONE, KeyPurpose.VAULT).open("place", sealed.replace("old.", "new.")))
                .isEmpty();
    }

    @Test
    void opensNothingWithoutItsKey() {
        assertThat(sealer("old:" + TWO, KeyPurpose.VAULT).open("place", sealer.seal("place", TEXT)))
                .isEmpty();
        assertThat(sealer("new:" + TWO, KeyPurpose.VAULT).open("place", sealer.seal("place", TEXT)))
                .isEmpty();
    }

    @Test
    void opensWhatItSealedWhileItsKeyIsOnTheRing() {
        String sealed = sealer.seal("place", TEXT);
        assertThat(sealed).startsWith("old.");
        assertThat(sealer.open("place", sealed)).contains(TEXT);
        Sealer rotated = sealer("new:" + TWO + ",old:" + ONE, KeyPurpose.VAULT);
        assertThat(rotated.open("place", sealed)).contains(TEXT);
        assertThat(rotated.seal("place", TEXT)).startsWith("new.");
    }

    @Test
    void showsNothingOfATextAndSealsItAnewEachTime() {
        String sealed = sealer.seal("place", TEXT);
        assertThat(sealed).isNotEqualTo(sealer.seal("place", TEXT)).matches("old\\.[A-Za-z0-9_-]+");
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring("old.".length()));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("upstream", "place");
        assertThat(sealer.open("place", sealer.seal("place", ""))).contains("");
    }

    private static Sealer sealer(String ring, KeyPurpose purpose) {
        return new Sealer(KeyRing.of(new Secret(ring)), purpose);
    }
}

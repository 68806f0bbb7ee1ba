package org.enterprisemcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateSealTest {

    private static final SecretKeySpec OLD = key(1);
    private static final SecretKeySpec NEW = key(2);
    private static final byte[] BOUND = bytes("bound");

    @Test
    void refusesToSealWithoutAKey() {
        assertThatThrownBy(() -> new StateSeal(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "not base64!", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void opensNothingThatItDidNotSeal(String text) {
        assertThat(new StateSeal(List.of(NEW)).open(text, BOUND)).isEmpty();
    }

    @Test
    void opensNothingOfWhichAnyBitWasChanged() {
        StateSeal seal = new StateSeal(List.of(NEW));
        byte[] sealed = Base64.getUrlDecoder().decode(seal.seal(bytes("state"), BOUND));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(seal.open(text, BOUND)).isEmpty();
        }
    }

    @Test
    void opensNothingUnderAnotherKeyOrForAnotherUse() {
        String sealed = new StateSeal(List.of(OLD)).seal(bytes("state"), BOUND);
        assertThat(new StateSeal(List.of(NEW)).open(sealed, BOUND)).isEmpty();
        assertThat(new StateSeal(List.of(OLD)).open(sealed, bytes("other"))).isEmpty();
        assertThat(StateSeal.ephemeral().open(sealed, BOUND)).isEmpty();
    }

    @Test
    void opensWhatAKeySealedThatHasBeenReplaced() {
        String sealed = new StateSeal(List.of(OLD)).seal(bytes("state"), BOUND);
        StateSeal after = new StateSeal(List.of(NEW, OLD));
        assertThat(after.open(sealed, BOUND)).contains(bytes("state"));
        assertThat(new StateSeal(List.of(OLD)).open(after.seal(bytes("state"), BOUND), BOUND))
                .isEmpty();
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        StateSeal seal = StateSeal.ephemeral();
        assertThat(seal.seal(bytes("state"), BOUND)).isNotEqualTo(seal.seal(bytes("state"), BOUND));
    }

    private static SecretKeySpec key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return new SecretKeySpec(key, "AES");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

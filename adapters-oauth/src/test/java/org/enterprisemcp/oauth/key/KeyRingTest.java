package org.enterprisemcp.oauth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.token.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    private static final String ONE = KeyRing.generate();
    private static final String TWO = KeyRing.generate();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "name:secret",
                "0123456789abcdef0123456789abcde",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababababababab",
                "changemechangemechangemechangeme",
                "name:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesAWeakKeyWithoutShowingIt(String weak) {
        assertThatThrownBy(() -> ring(weak))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the first key is too weak")
                .hasMessageContaining("./emcp keygen")
                .hasMessageNotContaining("changeme");
    }

    @Test
    void saysWhichOfSeveralKeysIsWeak() {
        assertThatThrownBy(() -> ring("a:" + ONE + ",b:weak")).hasMessageContaining("key number 2 is too weak");
        assertThatThrownBy(() -> ring(ONE + ",")).hasMessageContaining("key number 2 is too weak");
    }

    @Test
    void refusesTwoKeysOfOneName() {
        assertThatThrownBy(() -> ring("a:" + ONE + ",a:" + TWO)).hasMessageContaining("has the name of another one");
        assertThatThrownBy(() -> ring(ONE + "," + ONE)).hasMessageContaining("has the name of another one");
    }

    @Test
    void namesAKeyThatHasNoneByItsFingerprintNeverByItsText() {
        KeyRing ring = ring(ONE);
        assertThat(ring.current()).matches("[0-9a-f]{8}").isEqualTo(ring(ONE).current());
        assertThat(ring(TWO).current()).isNotEqualTo(ring.current());
        assertThat(ONE).doesNotContain(ring.current());
    }

    @Test
    void signsWithTheFirstKeyAndVerifiesWithAll() {
        KeyRing before = ring("old:" + ONE);
        KeyRing after = ring("new:" + TWO + ", old:" + ONE);
        assertThat(after.kids()).containsExactly("new", "old");
        assertThat(after.current()).isEqualTo("new");
        String code = before.mac(KeyPurpose.COOKIE, "text");
        assertThat(after.mac(KeyPurpose.COOKIE, "text")).isNotEqualTo(code);
        assertThat(after.mac(KeyPurpose.COOKIE, "old", "text")).contains(code);
        assertThat(after.verifies(KeyPurpose.COOKIE, "text", code)).isTrue();
        assertThat(after.verifies(KeyPurpose.COOKIE, "text", after.mac(KeyPurpose.COOKIE, "text")))
                .isTrue();
    }

    @Test
    void verifiesNothingElse() {
        KeyRing ring = ring(ONE);
        String code = ring.mac(KeyPurpose.COOKIE, "text");
        assertThat(ring.verifies(KeyPurpose.COOKIE, "another text", code)).isFalse();
        assertThat(ring.verifies(KeyPurpose.CLIENT_ID, "text", code)).isFalse();
        assertThat(ring.verifies(KeyPurpose.COOKIE, "text", "")).isFalse();
        assertThat(ring.verifies(KeyPurpose.COOKIE, "text", code.substring(1))).isFalse();
        assertThat(ring(TWO).verifies(KeyPurpose.COOKIE, "text", code)).isFalse();
    }

    @Test
    void knowsNoKeyThatIsNotOnIt() {
        assertThat(ring("a:" + ONE).key(KeyPurpose.VAULT, "b")).isEmpty();
        assertThat(ring("a:" + ONE).mac(KeyPurpose.COOKIE, "../a", "text")).isEmpty();
    }

    @Test
    void hasAnotherKeyForEveryPurpose() {
        KeyRing ring = ring("a:" + ONE);
        Set<List<Byte>> keys = Arrays.stream(KeyPurpose.values())
                .map(purpose -> bytes(ring.key(purpose).getEncoded()))
                .collect(Collectors.toSet());
        assertThat(keys).hasSameSizeAs(KeyPurpose.values());
        assertThat(keys).allSatisfy(key -> assertThat(key).hasSize(32));
    }

    @Test
    void derivesTheSameKeyFromTheSameSecretWhateverItsName() {
        assertThat(ring("a:" + ONE).key(KeyPurpose.VAULT).getEncoded())
                .isEqualTo(ring("b:" + ONE).key(KeyPurpose.VAULT).getEncoded());
    }

    @Test
    void makesSecretsThatItAccepts() {
        Set<String> secrets = new HashSet<>();
        IntStream.range(0, 1_000).mapToObj(_ -> KeyRing.generate()).forEach(secrets::add);
        assertThat(secrets).hasSize(1_000).allSatisfy(secret -> {
            assertThat(secret).matches("[A-Za-z0-9_-]{43}");
            assertThat(ring(secret).kids()).hasSize(1);
        });
        assertThat(KeyRing.ephemeral().current())
                .isNotEqualTo(KeyRing.ephemeral().current());
    }

    private static KeyRing ring(String setting) {
        return KeyRing.of(new Secret(setting));
    }

    private static List<Byte> bytes(byte[] key) {
        return IntStream.range(0, key.length).mapToObj(i -> key[i]).toList();
    }
}

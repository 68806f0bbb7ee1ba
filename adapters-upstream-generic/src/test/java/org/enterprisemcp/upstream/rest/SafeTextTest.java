package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void dropsMarkup() {
        assertThat(SafeText.of("<b>Name</b> is <a href='http://x'>too long</a> (3 < 4)"))
                .isEqualTo("Name is too long (3 < 4)");
    }

    @Test
    void dropsStackTraces() {
        assertThat(SafeText.of("TypeError: no\n    at insert (/srv/app/node_modules/x.js:1:2)\n    at next"))
                .isEqualTo("TypeError: no");
    }

    @Test
    void dropsControlAndInvisibleCharacters() {
        assertThat(SafeText.of("a\u0000b\u001b[31m\u202ec\r\n\td")).isEqualTo("a b [31m c d");
    }

    @Test
    void masksWhatLooksLikeACredential() {
        assertThat(SafeText.of("invalid header Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.x.y"))
                .isEqualTo("invalid header Authorization: Bearer ***");
    }

    @Test
    void keepsSentencesThatOnlyResembleFramesAndCredentials() {
        String words = "at most 5 items (five) are allowed; basic authentication needs a password containing digits";

        assertThat(SafeText.of(words)).isEqualTo(words);
    }

    @Test
    void masksNamedSecrets() {
        assertThat(SafeText.of("bad \"api_key\": \"abcd1234\", password=hunter2"))
                .isEqualTo("bad \"api_key\": \"***\", password=***");
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(SafeText.of("x".repeat(5_000))).hasSize(SafeText.MAX_LENGTH);
    }
}

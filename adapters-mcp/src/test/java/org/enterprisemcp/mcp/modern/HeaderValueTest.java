package org.enterprisemcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?base64?SGVsbG8?=",
                "=?base64?SGVsbG8==?=",
                "=?base64?SGVs bG8=?=",
                "=?base64?SGVs*G8=?=",
                "=?base64?SGVsbG9=?=",
                "=?base64?/w==?=",
                "=?base64?4pi?=",
                "caf\u00e9",
                "a\u0000b",
                "a\u007fb"
            })
    void refusesWhatIsWrittenInNoWayThatIsAllowed(String header) {
        assertThat(HeaderValue.decoded(header)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us-west1                             | us-west1",
                "=?base64?SGVsbG8sIOS4lueVjA==?=      | Hello, \u4e16\u754c",
                "=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=  | =?base64?literal?=",
                "=?BASE64?SGVsbG8=?=                  | =?BASE64?SGVsbG8=?=",
                "=?base64?SGVsbG8=                    | =?base64?SGVsbG8=",
                "=?base64?=                           | =?base64?="
            })
    void readsTextsAsTheyAreAndInTheirWrapping(String header, String text) {
        assertThat(HeaderValue.decoded(header)).contains(text);
    }
}

package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{", "{} {}", "{\"total\":9223372E36854775808}"})
    void whatIsNoJsonIsNoAnswerAndNoMistakeOfOurs(String answer) {
        assertThat(new JsonCodec().read(answer.getBytes(StandardCharsets.UTF_8)).isMissingNode())
                .isTrue();
    }
}

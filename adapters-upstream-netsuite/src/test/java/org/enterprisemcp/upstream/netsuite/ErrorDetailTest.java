package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.node;

import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.error.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorDetailTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"text\"",
                "{\"title\":\"Not Found\",\"status\":404}",
                "{\"o:errorDetails\":\"x\"}",
                "{\"error\":{\"message\":\"of another system\"}}"
            })
    void findsNothingWhereThereIsNothing(String body) {
        assertThat(ErrorDetail.of(node(body))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "o:errorPath, item.items[0].item",
        "o:errorQueryParam, q",
        "o:errorHeader, Prefer",
        "o:errorUrl, record/v1/file",
        "o:urlPath, record/v1/file"
    })
    void readsWhereItIsWrongInEverySpelling(String name, String place) {
        List<ErrorDetail> details = ErrorDetail.of(node(
                "{\"o:errorDetails\":[{\"detail\":\"d\",\"o:errorCode\":\"C\",\"" + name + "\":\"" + place + "\"}]}"));

        assertThat(details).containsExactly(new ErrorDetail("C", "d", Optional.of(place)));
    }

    @Test
    void readsAllDetails() {
        assertThat(
                        ErrorDetail.of(
                                node(
                                        "{\"o:errorDetails\":[{\"detail\":\"a\",\"o:errorCode\":\"A\"},{\"detail\":\"b\",\"o:errorCode\":\"B\"}]}")))
                .extracting(ErrorDetail::code)
                .containsExactly("A", "B");
    }

    @Test
    void readsTheTopWhereThereIsNoList() {
        assertThat(ErrorDetail.of(node("{\"title\":\"t\",\"detail\":\"d\",\"o:errorCode\":\"USER_ERROR\"}")))
                .containsExactly(new ErrorDetail("USER_ERROR", "d", Optional.empty()));
        assertThat(ErrorDetail.of(node("{\"title\":\"t\",\"o:errorCode\":\"USER_ERROR\"}")))
                .containsExactly(new ErrorDetail("USER_ERROR", "t", Optional.empty()));
    }

    @Test
    void takesTheDetailsOwnCodeBeforeTheOneAtTheTop() {
        assertThat(
                        ErrorDetail.of(
                                node(
                                        "{\"o:errorCode\":\"USER_ERROR\",\"o:errorDetails\":[{\"detail\":\"d\",\"o:errorCode\":\"CONCURRENCY_LIMIT_EXCEEDED\"},{\"detail\":\"e\"}]}")))
                .extracting(ErrorDetail::code)
                .containsExactly("CONCURRENCY_LIMIT_EXCEEDED", "USER_ERROR");
    }

    @Test
    void aPartOfTheUrlIsNoField() {
        assertThat(new ErrorDetail("C", "d", Optional.of("/services/rest/record/v1/x")).violation())
                .isEmpty();
        assertThat(new ErrorDetail("C", "d", Optional.of("https://x.example/y")).violation())
                .isEmpty();
        assertThat(new ErrorDetail("C", "d", Optional.of("item.items[0].item")).violation())
                .contains(new Violation("item.items[0].item", "d"));
    }
}

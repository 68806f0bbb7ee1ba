package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import org.enterprisemcp.domain.target.BaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    private static final BaseUrl ROOT = new BaseUrl("https://h.example/services/rest/");

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a?b", "a#b", "a\\b", "a%2Fb", "a;b", "a&b=c", "a b", "ä", "a\nb", "8)/total?x=("})
    void noValueLeavesItsStep(String hostile) {
        String url = Place.of("record", hostile).then("last").below(ROOT).toASCIIString();

        assertThat(url).startsWith(ROOT.value() + "record/").endsWith("/last");
        assertThat(url.substring(ROOT.value().length())).matches("record/[A-Za-z0-9._~%:!@-]+/last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&b=c", "a#b", "a=b", "a b", "a+b", "a%26b"})
    void noValueLeavesItsParameter(String hostile) {
        String url =
                Place.of("x").with("q", hostile).with("limit", "1").below(ROOT).toASCIIString();

        assertThat(url.substring(url.indexOf('?') + 1)).matches("q=[A-Za-z0-9._~%-]+&limit=1");
    }

    @Test
    void netSuitesOwnMarksStayReadable() {
        assertThat(Place.of("record", "v1", "salesOrder", "eid:A B", "!transform", "invoice")
                        .below(ROOT))
                .hasToString("https://h.example/services/rest/record/v1/salesOrder/eid:A%20B/!transform/invoice");
        assertThat(Place.of("purchaseOrder", "7", "@approve").path()).isEqualTo("purchaseOrder/7/@approve");
    }

    @Test
    void anEscapeThatWasWrittenStaysText() {
        assertThat(Place.of("eid%3A7").path()).isEqualTo("eid%253A7");
    }

    @Test
    void keepsParametersWhenItGoesDeeper() {
        Place place = Place.of("a").with(new PageWindow(100, 200, 0)).then("b");

        assertThat(place.below(ROOT)).hasToString("https://h.example/services/rest/a/b?limit=100&offset=200");
    }
}

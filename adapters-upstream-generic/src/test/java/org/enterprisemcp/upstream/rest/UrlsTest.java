package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.testkit.contract.HostileNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may become part of a URL, and where a link may lead. */
class UrlsTest {

    private static final BaseUrl BASE = new BaseUrl("https://api.example.com/v1/");
    private static final URI REQUEST = URI.create("https://api.example.com/v1/customer?page=1");

    static List<String> hostile() {
        return HostileNames.ALL;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesAnIdThatCouldMeanSomethingElse(String hostile) {
        AllowedNames ids = new AllowedNames("record_id", Pattern.compile("^[A-Za-z0-9_.:-]{1,128}$"));

        assertThatThrownBy(() -> ids.check(hostile))
                .isInstanceOfSatisfying(
                        RecordValidation.class,
                        refused -> assertThat(refused.violations().getFirst().field())
                                .isEqualTo("record_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "\t", "a\u0000b"})
    void refusesPathStepsAndBlanksWhateverThePatternSays(String hostile) {
        assertThat(new AllowedNames("record_id", Pattern.compile("(?s).*")).allows(hostile))
                .isFalse();
    }

    @Test
    void encodesAValueAsOneSegmentWhateverItHolds() {
        UrlTemplate template = new UrlTemplate("{type}/{id}");

        assertThat(template.filledWith(Map.of("type", "a/b", "id", "ü?#%{type}")))
                .isEqualTo("a%2Fb/%C3%BC%3F%23%25%7Btype%7D");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{+id}", "{id", "id}", "{}", "{a b}", "{{id}}"})
    void knowsNoPlacesButPlainNames(String text) {
        assertThatThrownBy(() -> new UrlTemplate(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/v1/customer?page=2",
                "//evil.example/v1/customer",
                "http://api.example.com/v1/customer",
                "https://api.example.com:8443/v1/customer",
                "https://api.example.com@evil.example/v1/customer",
                "https://user@api.example.com/v1/customer",
                "https://api.example.com/v2/customer",
                "/admin",
                "../v2/customer",
                "/v1/../admin",
                "/v1/%2e%2e/admin",
                "javascript:alert(1)",
                "https:///v1/x",
                "::not a url::"
            })
    void followsNoLinkOutOfTheBaseUrl(String link) {
        assertThat(NextLink.resolve(REQUEST, link, BASE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1/customer?page=2, https://api.example.com/v1/customer?page=2",
        "https://API.example.com:443/v1/customer?page=2, https://API.example.com:443/v1/customer?page=2",
        "/v1/customer?page=2, https://api.example.com/v1/customer?page=2",
        "customer?page=2, https://api.example.com/v1/customer?page=2",
        "customer?q=a%2Fb#part, https://api.example.com/v1/customer?q=a%2Fb"
    })
    void followsLinksAbsoluteAndRelative(String link, String target) {
        assertThat(NextLink.resolve(REQUEST, link, BASE)).contains(URI.create(target));
    }

    @Test
    void findsARelationInALinkHeader() {
        String header =
                "<https://a/x?p=1>; rel=\"first\", <https://a/x?p=3>; title=\"n\"; rel=\"last next\", <y>; rel=prev";

        assertThat(NextLink.inHeader(header, "next")).contains("https://a/x?p=3");
        assertThat(NextLink.inHeader(header, "prev")).contains("y");
        assertThat(NextLink.inHeader(header, "nex")).isEmpty();
        assertThat(NextLink.inHeader("<x>; rel=\"prev\"", "next")).isEmpty();
    }
}

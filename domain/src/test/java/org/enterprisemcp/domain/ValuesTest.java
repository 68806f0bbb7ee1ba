package org.enterprisemcp.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", ".", "..", "a\nb", "a\u0000"})
    void refusesAnIdOrTypeThatIsBlankOrAPathStepOrHoldsControlCharacters(String value) {
        assertThatThrownBy(() -> new RecordId(value))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("record_id");
        assertThatThrownBy(() -> new RecordType(value))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("record_type");
    }

    @Test
    void refusesAnIdThatIsTooLong() {
        assertThatThrownBy(() -> new RecordId("x".repeat(257))).isInstanceOf(RecordValidation.class);
        assertThat(new RecordId("x".repeat(256)).value()).hasSize(256);
    }

    @Test
    void refusesAPatchThatChangesNothing() {
        assertThatThrownBy(() -> new RecordPatch(new RecordType("customer"), new RecordId("1"), Fields.empty()))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("updates");
    }

    @Test
    void refusesAQueryWithoutTextOrWithANegativePage() {
        assertThatThrownBy(() -> new Query(" ", OptionalInt.empty(), 0)).hasMessageContaining("query");
        assertThatThrownBy(() -> new Query("x".repeat(20_001), OptionalInt.empty(), 0))
                .hasMessageContaining("query");
        assertThatThrownBy(() -> new Query("q", OptionalInt.of(0), 0)).hasMessageContaining("limit");
        assertThatThrownBy(() -> new Query("q", OptionalInt.empty(), -1)).hasMessageContaining("offset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example/",
                "http://a.example/",
                "http://127.0.0.1.evil.example/",
                "https://user@a.example/",
                "https://a.example:0/",
                "https://a.example:70000/",
                "https://a.example/x?y=1",
                "https://a.example/x#y",
                "https://a.example/%2e%2e/x",
                "https://a_b.example/",
                "https:///x",
                "https://a.example\\x"
            })
    void refusesABaseUrlThatIsNotPlainHttps(String url) {
        assertThatThrownBy(() -> new BaseUrl(url))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("base_url");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://A.Example,            https://a.example/",
        "https://a.example:443/v1,     https://a.example/v1/",
        "https://a.example:8443/v1/,   https://a.example:8443/v1/",
        "http://127.0.0.1:9000/v1,     http://127.0.0.1:9000/v1/",
        "http://localhost:80,          http://localhost/",
        "http://[::1]:9000/,           http://[::1]:9000/"
    })
    void writesABaseUrlInOneSpelling(String written, String normalised) {
        assertThat(new BaseUrl(written).value()).isEqualTo(normalised);
    }

    @Test
    void neverShowsASecret() {
        Secret secret = new Secret("hunter2");
        assertThat(List.of(
                        secret.toString(),
                        new UpstreamToken.Bearer(secret).toString(),
                        new UpstreamToken.ApiKey("X-Key", secret).toString(),
                        new UpstreamToken.Basic("ann", secret).toString()))
                .noneMatch(text -> text.contains("hunter2"));
    }

    @Test
    void refusesAScopeThatCouldEndTheList() {
        assertThatThrownBy(() -> new Scope("read write")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scope("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsFieldsAsTheyWereWhenTheSourceChangesLater() {
        List<Object> lines = new ArrayList<>(List.of("one"));
        Map<String, Object> source = new HashMap<>();
        source.put("lines", lines);
        source.put("memo", null);
        Fields fields = new Fields(source);
        lines.add("two");
        source.put("late", 1);

        assertThat(fields.values()).containsOnlyKeys("lines", "memo").containsEntry("lines", List.of("one"));
        assertThatThrownBy(() -> fields.values().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void addsUpTheAttemptsOfTwoExchangesAndKeepsTheLastStatus() {
        assertThat(CallFacts.answered(201, 2).after(CallFacts.answered(401, 1))).isEqualTo(CallFacts.answered(201, 3));
        assertThat(CallFacts.unanswered(1).after(CallFacts.answered(401, 1))).isEqualTo(CallFacts.answered(401, 2));
    }
}

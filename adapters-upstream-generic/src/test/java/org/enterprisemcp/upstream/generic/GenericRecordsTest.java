package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenericRecordsTest {

    private static final RecordType CUSTOMER = new RecordType("customer");
    private static final RecordId SEVEN = new RecordId("7");
    private static final RecordDraft DRAFT = new RecordDraft(CUSTOMER, new Fields(Map.of("name", "Ada")));

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8)/total?x=(",
                "8)/total",
                "a/b",
                "a?b",
                "x#y",
                "a%2Fb",
                "a'b",
                "a b",
                "../../users/me",
                "%2e%2e"
            })
    void sendsNothingForAHostileId(String hostile) {
        try (TestUpstream up = TestUpstream.plain(_ -> LoopbackServer.json(200, "{}"))) {
            RecordId id = new RecordId(hostile);

            assertThat(up.failureOf(scope -> up.records().get(scope, CUSTOMER, id))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_VALIDATION);
            assertThat(up.failureOf(scope -> up.records().delete(scope, CUSTOMER, id))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_VALIDATION);
            assertThat(up.server.requests()).isEmpty();
        }
    }

    @Test
    void sendsNothingForAHostileType() {
        try (TestUpstream up = TestUpstream.plain(_ -> LoopbackServer.json(200, "{}"))) {
            RecordType type = new RecordType("customer/../admin");

            assertThat(up.failureOf(scope -> up.records().get(scope, type, SEVEN))
                            .toMap()
                            .toString())
                    .contains("record_type");
            assertThat(up.server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, VALIDATION",
        "401, TOKEN_EXPIRED",
        "403, PERMISSION",
        "404, RECORD_NOT_FOUND",
        "409, CONFLICT",
        "412, CONFLICT",
        "422, VALIDATION",
        "418, VALIDATION",
        "501, SERVER"
    })
    void understandsAStatusWhereNothingElseIsKnown(int status, ErrorCode code) {
        try (TestUpstream up = TestUpstream.plain(_ -> LoopbackServer.json(status, "{\"message\":\"because\"}"))) {
            McpServerException failure = up.failureOf(scope -> up.records().get(scope, CUSTOMER, SEVEN));

            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.facts().status()).hasValue(status);
        }
    }

    @Test
    void showsTheUpstreamsWordsAndFields() {
        String yaml = TestUpstream.NUMBERED.replaceAll("(?m)^errors:.*$", "errors: { message: /msg, fields: /fields }");
        try (TestUpstream up = TestUpstream.described(
                folder,
                yaml,
                _ -> LoopbackServer.json(
                        422, "{\"msg\":\"<b>not</b> valid\",\"fields\":{\"email\":[\"is no address\"]}}"))) {
            McpServerException failure = up.failureOf(scope -> up.records().create(scope, DRAFT));

            assertThat(failure.safeMessage())
                    .isEqualTo("The upstream answered with status 422 (Unprocessable Content): not valid");
            assertThat(((UpstreamException.Validation) failure).violations())
                    .isEqualTo(List.of(new Violation("email", "is no address")));
        }
    }

    @Test
    void neverShowsABodyThatIsNoJson() {
        try (TestUpstream up = TestUpstream.plain(
                _ -> LoopbackServer.html(400, "<pre>SyntaxError at parse (/srv/app/node_modules/body.js:89)</pre>"))) {
            McpServerException failure = up.failureOf(scope -> up.records().create(scope, DRAFT));

            assertThat(failure.safeMessage()).isEqualTo("The upstream answered with status 400 (Bad Request).");
            assertThat(failure.toMap().toString()).doesNotContain("node_modules");
        }
    }

    @Test
    void knowsADuplicateBehindA500AndDoesNotRepeatIt() {
        try (TestUpstream up = TestUpstream.described(
                folder,
                TestUpstream.NUMBERED,
                _ -> LoopbackServer.html(500, "<pre>Error: Insert failed, duplicate id\n at x (/srv/a.js:1)</pre>"))) {
            McpServerException failure = up.failureOf(scope -> up.records().create(scope, DRAFT));

            assertThat(failure.code()).isEqualTo(ErrorCode.DUPLICATE_RECORD);
            assertThat(failure.toMap().toString()).doesNotContain("/srv");
            assertThat(up.server.requests()).hasSize(1);
        }
    }

    @Test
    void doesNotTakeAnotherSuccessThanTheDescribedOneForOne() {
        try (TestUpstream up =
                TestUpstream.described(folder, TestUpstream.NUMBERED, _ -> LoopbackServer.json(200, "{\"id\":1}"))) {
            assertThat(up.failureOf(scope -> up.records().create(scope, DRAFT)).code())
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void doesNotTakeAWebPageForARecord() {
        try (TestUpstream up = TestUpstream.plain(_ -> LoopbackServer.html(200, "<h1>Sign in</h1>"))) {
            assertThat(up.failureOf(scope -> up.records().get(scope, CUSTOMER, SEVEN))
                            .code())
                    .isEqualTo(ErrorCode.SERVER);
        }
    }

    @Test
    void createsARecord() {
        try (TestUpstream up = TestUpstream.plain(_ -> LoopbackServer.json(201, "{\"id\":7,\"name\":\"Ada\"}"))) {
            Answer<WrittenRecord> created = up.records().create(up.scope(), DRAFT);

            assertThat(created.value().id()).contains(SEVEN);
            assertThat(created.value().fields()).contains(new Fields(Map.of("id", 7, "name", "Ada")));
            assertThat(up.lastRequest().method()).isEqualTo("POST");
            assertThat(up.lastRequest().target()).isEqualTo("/customer");
            assertThat(up.lastRequest().body()).isEqualTo("{\"name\":\"Ada\"}");
            assertThat(up.lastRequest().headers())
                    .containsEntry("Authorization", "Bearer t0ken")
                    .containsEntry("Content-Type", "application/json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1/customer/7, 7",
        "/v1/customer/7/, 7",
        "customer/a%3A7?x=y, a:7",
        "customer/a%2Fb, ",
        "?, "
    })
    void takesTheIdFromTheLocationWhereTheBodyHasNone(String location, String id) {
        try (TestUpstream up =
                TestUpstream.plain(_ -> LoopbackServer.bytes(204, new byte[0], "Location: " + location))) {
            WrittenRecord created = up.records().create(up.scope(), DRAFT).value();

            assertThat(created.id().map(RecordId::value)).isEqualTo(Optional.ofNullable(id));
            assertThat(created.fields()).isEmpty();
        }
    }

    @Test
    void readsARecordWithItsDecimalsAsTheyAre() {
        try (TestUpstream up = TestUpstream.plain(_ -> LoopbackServer.json(
                200, "{\"id\":\"7\",\"amount\":10.50,\"big\":12345678901234567890,\"none\":null}"))) {
            UpstreamRecord record =
                    up.records().get(up.scope(), CUSTOMER, SEVEN).value();

            assertThat(record.fields().values())
                    .containsEntry("amount", new BigDecimal("10.50"))
                    .containsEntry("big", new BigInteger("12345678901234567890"))
                    .containsEntry("none", null);
            assertThat(up.lastRequest().target()).isEqualTo("/customer/7");
        }
    }

    @Test
    void changesARecord() {
        try (TestUpstream up = TestUpstream.plain(_ -> LoopbackServer.bytes(204, new byte[0]))) {
            RecordPatch patch = new RecordPatch(CUSTOMER, SEVEN, new Fields(Map.of("amount", new BigDecimal("1.10"))));
            WrittenRecord changed = up.records().update(up.scope(), patch).value();

            assertThat(changed.id()).contains(SEVEN);
            assertThat(up.lastRequest().method()).isEqualTo("PATCH");
            assertThat(up.lastRequest().body()).isEqualTo("{\"amount\":1.10}");
        }
    }

    @Test
    void deletesARecord() {
        try (TestUpstream up = TestUpstream.plain(_ -> LoopbackServer.bytes(204, new byte[0]))) {
            assertThat(up.records().delete(up.scope(), CUSTOMER, SEVEN).value().id())
                    .isEqualTo(SEVEN);
            assertThat(up.lastRequest().method()).isEqualTo("DELETE");
        }
    }

    @Test
    void showsNoCredentialToAnUpstreamThatLetsEverybodyIn() {
        try (TestUpstream up =
                TestUpstream.described(folder, TestUpstream.NUMBERED, _ -> LoopbackServer.json(200, "{\"id\":7}"))) {
            up.records().get(up.scope(), CUSTOMER, SEVEN);

            assertThat(up.upstream.needsCredential()).isFalse();
            assertThat(up.lastRequest().headers()).doesNotContainKey("Authorization");
        }
    }
}

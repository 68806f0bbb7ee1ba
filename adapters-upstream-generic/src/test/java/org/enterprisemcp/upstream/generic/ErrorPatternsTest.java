package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.testkit.LoopbackServer.json;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways in which APIs refuse, each as one line of a descriptor. */
class ErrorPatternsTest {

    private static final RecordType TYPE = new RecordType("things");
    private static final RecordId SEVEN = new RecordId("7");
    private static final RecordDraft DRAFT = new RecordDraft(TYPE, new Fields(Map.of("name", "Ada")));

    @TempDir
    private Path folder = Path.of("");

    private TestUpstream up(String yaml, Function<Request, Reply> script) {
        return TestUpstream.described(folder, """
                descriptor: 1
                name: own
                baseUrl: "http://127.0.0.1:1/"
                auth: { kind: none }
                create: { method: POST, path: "{type}" }
                read: { method: GET, path: "{type}/{id}" }
                """ + yaml, script);
    }

    private McpServerException refused(String yaml, Reply reply) {
        try (TestUpstream up = up(yaml, _ -> reply)) {
            return up.failureOf(scope -> up.records().create(scope, DRAFT));
        }
    }

    @Test
    void findsTheErrorInsideASuccess() {
        McpServerException failure = refused(
                """
                failWhen: { pointer: /data/0/status, in: [error] }
                errors: { code: /data/0/code, message: /data/0/message, map: [ { when: { code: [DUPLICATE_DATA] }, kind: DUPLICATE } ] }
                """,
                json(
                        200,
                        "{\"data\":[{\"status\":\"error\",\"code\":\"DUPLICATE_DATA\",\"message\":\"there already\"}]}"));

        assertThat(failure.code()).isEqualTo(ErrorCode.DUPLICATE_RECORD);
        assertThat(failure.safeMessage()).contains("there already");
    }

    @Test
    void takesAnUnknownErrorInsideASuccessForAboutWhatWasSent() {
        assertThat(refused("failWhen: { pointer: /ok, in: [false] }\n", json(200, "{\"ok\":false}"))
                        .code())
                .isEqualTo(ErrorCode.VALIDATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "412 | {\"error\":{\"code\":\"0x80040237\"}} | status: [412], code: [\"0x80040237\"]",
                "500 | {\"error\":{\"code\":\"E\",\"detail\":\"UNIQUE\"}} | status: [500], body: { /error/detail: [UNIQUE] }",
                "500 | {\"error\":\"duplicate id\"} | bodyContains: duplicate id"
            })
    void knowsADuplicateByMoreThanItsStatus(int status, String body, String when) {
        assertThat(refused("errors: { map: [ { when: { " + when + " }, kind: DUPLICATE } ] }\n", json(status, body))
                        .code())
                .isEqualTo(ErrorCode.DUPLICATE_RECORD);
    }

    @Test
    void doesNotTakeAnotherBodyForTheDuplicate() {
        assertThat(refused(
                                "errors: { map: [ { when: { body: { /error/detail: [UNIQUE] } }, kind: DUPLICATE } ] }\n",
                                json(400, "{\"error\":{\"detail\":\"OTHER\"}}"))
                        .code())
                .isEqualTo(ErrorCode.VALIDATION);
    }

    @Test
    void addsTheDetail() {
        assertThat(refused("errors: { message: /m, detail: /d }\n", json(400, "{\"m\":\"No\",\"d\":\"too long\"}"))
                        .safeMessage())
                .endsWith(": No (too long)");
    }

    @Test
    void knowsAnExpiredCredentialByItsCode() {
        McpServerException failure =
                refused("errors: { code: /0/errorCode }\n", json(403, "[{\"errorCode\":\"INVALID_SESSION_ID\"}]"));
        assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION);

        try (TestUpstream up =
                TestUpstream.described(folder, """
                descriptor: 1
                name: own
                baseUrl: "http://127.0.0.1:1/"
                auth: { kind: bearer, expired: { status: [403], code: [INVALID_SESSION_ID] } }
                create: { method: POST, path: "{type}" }
                errors: { code: /0/errorCode }
                """, _ -> json(403, "[{\"errorCode\":\"INVALID_SESSION_ID\"}]"))) {
            assertThat(up.failureOf(scope -> up.records().create(scope, DRAFT)).code())
                    .isEqualTo(ErrorCode.TOKEN_EXPIRED);
        }
    }

    @Test
    void doesNotRepeatWhereTheUpstreamSaysThatItIsOfNoUse() {
        try (TestUpstream up = up(
                "errors: { retryHint: { header: Should-Retry } }\nretry: { waits: [0.001] }\n",
                _ -> json(500, "{}", "Should-Retry: false"))) {
            up.failureOf(scope -> up.records().get(scope, TYPE, SEVEN));
            assertThat(up.server.requests()).hasSize(1);
            assertThat(up.failureOf(scope -> up.records().create(scope, DRAFT)).code())
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void repeatsWhereTheUpstreamAsksForIt() {
        try (TestUpstream up = up(
                "errors: { retryHint: { header: Should-Retry } }\nretry: { waits: [0.001] }\n",
                TestUpstream.answers(json(409, "{}", "Should-Retry: true"), json(201, "{\"id\":1}")))) {
            up.records().create(up.scope(), DRAFT);
            assertThat(up.server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retryAfter: { header: X-Wait, unit: millis } | X-Wait | 90000 | 90",
                "retryAfter: /wait | X | 1 | 77",
                "reset: { header: X-Reset, unit: seconds } | X-Reset | 60 | 60"
            })
    void readsTheWaitWhereTheUpstreamSaysIt(String throttle, String header, String value, long seconds) {
        McpServerException failure =
                refused("throttle: { " + throttle + " }\n", json(429, "{\"wait\":77}", header + ": " + value));

        assertThat(((UpstreamException.RateLimit) failure).retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isEqualTo(Duration.ofSeconds(seconds)));
    }

    @Test
    void holdsCallsBackWhenTheQuotaIsUsedUp() {
        try (TestUpstream up = up(
                "throttle: { remaining: { header: X-Left }, reset: { header: X-Reset, unit: seconds } }\n",
                _ -> json(200, "{\"id\":7}", "X-Left: 0", "X-Reset: 60"))) {
            up.records().get(up.scope(), TYPE, SEVEN);

            assertThat(up.failureOf(scope -> up.records().get(scope, TYPE, SEVEN))
                            .code())
                    .isEqualTo(ErrorCode.RATE_LIMIT);
            assertThat(up.server.requests()).hasSize(1);
        }
    }

    @Test
    void repeatsACreateThatMayHaveHappenedOnlyWhereTheFileSaysSo() {
        Function<Request, Reply> script = TestUpstream.answers(json(500, "{}"), json(201, "{\"id\":1}"));
        try (TestUpstream up = up("retry: { waits: [0.001] }\n", script)) {
            assertThat(up.failureOf(scope -> up.records().create(scope, DRAFT)).code())
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        }
        try (TestUpstream up = up("retry: { waits: [0.001], create: seed }\n", script)) {
            up.records().create(up.scope(), DRAFT);
            assertThat(up.server.requests()).hasSize(2);
        }
    }

    @Test
    void takesTheLimitsOfTheFileUnlessASettingSaysOtherwise() {
        try (TestUpstream up = up(
                "retry: { deadline: 12 }\nlimits: { concurrent: 3, maxBody: 1024 }\n",
                _ -> json(200, "{\"a\":\"" + "x".repeat(2_000) + "\"}"))) {
            assertThat(up.upstream.callBudget()).isEqualTo(Duration.ofSeconds(12));
            assertThat(up.failureOf(scope -> up.records().get(scope, TYPE, SEVEN))
                            .safeMessage())
                    .contains("larger than 1024 bytes");
            assertThat(up.upstream.loads().getFirst().places()).isEqualTo(3);
        }
        try (TestUpstream up = TestUpstream.of(
                folder.resolve("own.yaml").toString(), Map.of("UPSTREAM_DEADLINE_SECS", "20"), _ -> json(200, "{}"))) {
            assertThat(up.upstream.callBudget()).isEqualTo(Duration.ofSeconds(20));
        }
    }
}

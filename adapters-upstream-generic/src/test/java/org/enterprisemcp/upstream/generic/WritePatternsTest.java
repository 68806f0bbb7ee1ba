package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.testkit.LoopbackServer.json;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which APIs take records, each as one line of a descriptor. */
class WritePatternsTest {

    private static final RecordType TYPE = new RecordType("things");
    private static final RecordId SEVEN = new RecordId("7");
    private static final RecordDraft DRAFT = new RecordDraft(TYPE, new Fields(Map.of("name", "Ada")));
    private static final RecordPatch PATCH = new RecordPatch(TYPE, SEVEN, new Fields(Map.of("city", "Bern")));
    private static final String READ = "read: { method: GET, path: \"{type}/{id}\", etag: { header: ETag } }\n";

    @TempDir
    private Path folder = Path.of("");

    private TestUpstream up(String yaml, Function<Request, Reply> script) {
        return TestUpstream.described(folder, """
                descriptor: 1
                name: own
                baseUrl: "http://127.0.0.1:1/"
                auth: { kind: none }
                """ + yaml, script);
    }

    private Optional<RecordId> created(String create, Reply reply) {
        try (TestUpstream up = up("create: { method: POST, path: \"{type}\", " + create + " }\n", _ -> reply)) {
            return up.records().create(up.scope(), DRAFT).value().id();
        }
    }

    @Test
    void refusesAStatusThatIsNotAmongTheSuccesses() {
        try (TestUpstream up =
                up("create: { method: POST, path: \"{type}\", success: [201] }\n", _ -> json(200, "{\"id\":1}"))) {
            assertThat(up.failureOf(scope -> up.records().create(scope, DRAFT)).code())
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void refusesAPartOfARecordThatAWriteWouldReplace() {
        try (TestUpstream up =
                up("update: { method: PUT, path: \"{type}/{id}\", mode: replace }\n", _ -> json(200, "{}"))) {
            McpServerException failure = up.failureOf(scope -> up.records().update(scope, PATCH));

            assertThat(failure.code()).isEqualTo(ErrorCode.VALIDATION);
            assertThat(failure.toMap().toString()).contains("replace: true");
            assertThat(up.server.requests()).isEmpty();
        }
    }

    @Test
    void refusesAChangeWithoutTheVersionThatTheUpstreamWants() {
        try (TestUpstream up = up(
                READ + "update: { method: PATCH, path: \"{type}/{id}\", ifMatch: etag }\n",
                _ -> json(200, "{\"id\":7}"))) {
            assertThat(up.failureOf(scope -> up.records().update(scope, PATCH)).safeMessage())
                    .contains("no version");
            assertThat(up.server.requests()).extracting(Request::method).containsExactly("GET");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "\u00fc"})
    void refusesAVersionThatIsNoHeader(String etag) {
        try (TestUpstream up =
                up(READ + "delete: { method: DELETE, path: \"{type}/{id}\", ifMatch: etag }\n", _ -> json(200, "{}"))) {
            assertThat(up.failureOf(_ -> up.records().delete(up.scope(Map.of("etag", etag)), TYPE, SEVEN))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_VALIDATION);
            assertThat(up.server.requests()).isEmpty();
        }
    }

    @Test
    void findsTheIdInTheBody() {
        assertThat(created("id: /data/id", json(201, "{\"data\":{\"id\":42}}"))).contains(new RecordId("42"));
    }

    @Test
    void findsTheIdInAHeader() {
        assertThat(created(
                        "id: { header: OData-EntityId, regex: \"\\\\(([^()]+)\\\\)$\", orBody: /id }",
                        json(204, "", "OData-EntityId: https://x.example/api/accounts(a-1)")))
                .contains(new RecordId("a-1"));
    }

    @Test
    void findsTheIdInTheBodyWhereTheHeaderIsAbsent() {
        assertThat(created(
                        "id: { header: OData-EntityId, regex: \"\\\\(([^()]+)\\\\)$\", orBody: \"/{idField}\" }",
                        json(201, "{\"id\":\"a-2\"}")))
                .contains(new RecordId("a-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/things/9", "/things/9", "things/9", "things/9/?x=1"})
    void findsTheIdInALocationOfAnyForm(String location) {
        assertThat(created("success: [201]", json(201, "", "Location: " + location)))
                .contains(new RecordId("9"));
    }

    @Test
    void takesNoIdThatCouldNotBeCalled() {
        assertThat(created("id: /id", json(201, "{\"id\":\"8)/total\"}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/properties | {\"properties\":{\"name\":\"Ada\"}}",
                "/data/0 | {\"data\":[{\"name\":\"Ada\"}]}",
                "/data/attributes | {\"data\":{\"attributes\":{\"name\":\"Ada\"}}}"
            })
    void wrapsTheRecord(String wrap, String body) {
        try (TestUpstream up =
                up("create: { method: POST, path: \"{type}\", wrap: " + wrap + " }\n", _ -> json(201, "{\"id\":1}"))) {
            up.records().create(up.scope(), DRAFT);

            assertThat(up.lastRequest().body()).isEqualTo(body);
        }
    }

    @Test
    void sendsForms() {
        RecordDraft nested = new RecordDraft(
                TYPE,
                new Fields(Map.of("metadata", Map.of("order id", "6&7"), "items", List.of(Map.of("price", 10.5)))));
        try (TestUpstream up =
                up("contentType: form\ncreate: { method: POST, path: \"{type}\" }\n", _ -> json(200, "{\"id\":1}"))) {
            up.records().create(up.scope(), nested);

            assertThat(up.lastRequest().headers().get("content-type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(List.of(up.lastRequest().body().split("&", -1)))
                    .containsExactlyInAnyOrder("metadata%5Border%20id%5D=6%267", "items%5B0%5D%5Bprice%5D=10.5");
        }
    }

    @Test
    void sendsTheHeadersOfTheOperation() {
        try (TestUpstream up = up(
                "create: { method: POST, path: \"{type}\", headers: { Prefer: \"return=minimal\" } }\n",
                _ -> json(201, "{\"id\":1}"))) {
            up.records().create(up.scope(), DRAFT);

            assertThat(up.lastRequest().headers()).containsEntry("prefer", "return=minimal");
        }
    }

    @Test
    void writesOnlyToARecordThatIsThere() {
        try (TestUpstream up =
                up("update: { method: PATCH, path: \"{type}({id})\", ifMatch: any }\n", _ -> json(412, "{}"))) {
            assertThat(up.failureOf(scope -> up.records().update(scope, PATCH)).code())
                    .isEqualTo(ErrorCode.CONFLICT);
            assertThat(up.lastRequest().headers()).containsEntry("if-match", "*");
        }
    }

    @Test
    void readsTheVersionJustBeforeItWrites() {
        try (TestUpstream up = up(
                READ + "update: { method: PATCH, path: \"{type}/{id}\", ifMatch: etag }\n",
                TestUpstream.answers(json(200, "{\"id\":7}", "ETag: \"v3\""), json(200, "{\"id\":7}")))) {
            var answer = up.records().update(up.scope(), PATCH);

            assertThat(up.lastRequest().headers()).containsEntry("if-match", "\"v3\"");
            assertThat(answer.facts().attempts()).isEqualTo(2);
        }
    }

    @Test
    void takesTheVersionThatTheCallerRead() {
        try (TestUpstream up =
                up(READ + "delete: { method: DELETE, path: \"{type}/{id}\", ifMatch: etag }\n", _ -> json(204, ""))) {
            up.records().delete(up.scope(Map.of("etag", "\"v1\"")), TYPE, SEVEN);

            assertThat(up.server.requests()).hasSize(1);
            assertThat(up.lastRequest().headers()).containsEntry("if-match", "\"v1\"");
        }
    }

    @Test
    void mergesIntoTheRecordThatItReadWhereAWriteReplacesIt() {
        try (TestUpstream up = up(
                READ + "update: { method: PUT, path: \"{type}/{id}\", mode: replace, ifMatch: etag-or-any }\n",
                TestUpstream.answers(
                        json(200, "{\"@odata.etag\":\"x\",\"id\":7,\"city\":\"Rome\"}", "ETag: \"v3\""),
                        json(200, "{\"id\":7}")))) {
            up.records().update(up.scope(), PATCH);

            assertThat(up.lastRequest().headers()).containsEntry("if-match", "\"v3\"");
            assertThat(up.lastRequest().body()).isEqualTo("{\"id\":7,\"city\":\"Bern\"}");
        }
    }

    @Test
    void sendsTheWholeRecordWhereTheCallerSaysThatItIsOne() {
        try (TestUpstream up =
                up("update: { method: PUT, path: \"{type}/{id}\", mode: replace }\n", _ -> json(200, "{}"))) {
            up.records().update(up.scope(Map.of("replace", true)), PATCH);

            assertThat(up.lastRequest().body()).isEqualTo("{\"city\":\"Bern\"}");
        }
    }

    @Test
    void repeatsACreateUnderTheSameKey() {
        try (TestUpstream up = up("""
                create: { method: POST, path: "{type}", idempotencyHeader: Idempotency-Key }
                retry: { waits: [0.001, 0.001] }
                """, TestUpstream.answers(json(500, "{}"), json(200, "{\"id\":1}")))) {
            up.records().create(up.scope(), DRAFT);
            up.records().create(up.scope(), DRAFT);

            List<String> keys = up.server.requests().stream()
                    .map(request -> String.valueOf(request.headers().get("idempotency-key")))
                    .toList();
            assertThat(keys).hasSize(3);
            assertThat(keys.get(0)).hasSize(36).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
        }
    }

    @Test
    void takesAlreadyAppliedForASuccess() {
        try (TestUpstream up = up("""
                create: { method: POST, path: "{type}", idempotencyHeader: X-Request }
                retry: { waits: [0.001] }
                errors: { code: /code, map: [ { when: { code: [159] }, kind: ALREADY_APPLIED } ] }
                """, TestUpstream.answers(json(502, "{}"), json(400, "{\"code\":159}")))) {
            WrittenRecord written = up.records().create(up.scope(), DRAFT).value();

            assertThat(written.saved()).isTrue();
            assertThat(written.id()).isEmpty();
        }
    }

    @Test
    void upsertsUnderAKeyOfTheCallers() {
        try (TestUpstream up = up(
                "upsert: { method: PATCH, path: \"{type}/{key}/{keyValue}\", id: /id, created: /created, ambiguous: [300] }\n",
                TestUpstream.answers(json(201, "{\"id\":\"5\",\"created\":true}"), json(300, "[\"a\",\"b\"]")))) {
            RecordUpsert upsert = new RecordUpsert(TYPE, "E-1", new Fields(Map.of("name", "Ada")));
            Map<String, Object> key = Map.of("key_field", "Ext__c");
            WrittenRecord written = up.upstream
                    .upserts()
                    .orElseThrow()
                    .upsert(up.scope(key), upsert)
                    .value();

            assertThat(up.lastRequest().target()).isEqualTo("/things/Ext__c/E-1");
            assertThat(written.id()).contains(new RecordId("5"));
            assertThat(written.fields().orElseThrow().values()).containsEntry("created", true);
            assertThat(up.failureOf(_ -> up.upstream.upserts().orElseThrow().upsert(up.scope(key), upsert))
                            .code())
                    .isEqualTo(ErrorCode.CONFLICT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k=8)/total?x=(", "a/b", "a'b", "", "..", "a b"})
    void upsertsUnderNoHostileKey(String hostile) {
        try (TestUpstream up = up(
                "upsert: { method: PATCH, path: \"{type}({key}='{keyValue}')\", key: code }\n", _ -> json(200, "{}"))) {
            RecordUpsert upsert = new RecordUpsert(TYPE, hostile, new Fields(Map.of("name", "Ada")));

            assertThat(up.failureOf(scope -> up.upstream.upserts().orElseThrow().upsert(scope, upsert))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_VALIDATION);
            assertThat(up.server.requests()).isEmpty();
        }
    }

    @Test
    void namesTheArgumentOfAKeyThatIsNone() {
        try (TestUpstream up = up("upsert: { method: PUT, path: \"{type}({id})\" }\n", _ -> json(200, "{}"))) {
            RecordUpsert upsert = new RecordUpsert(TYPE, "8)/total?x=(", new Fields(Map.of("name", "Ada")));

            assertThat(up.failureOf(scope -> up.upstream.upserts().orElseThrow().upsert(scope, upsert))
                            .toMap()
                            .toString())
                    .contains("external_id")
                    .doesNotContain("record_id");
        }
    }

    @Test
    void doublesAQuoteInAKeyOfOData() {
        try (TestUpstream up = up("""
                ids: { keyPattern: "[A-Za-z']+", style: odata-key }
                upsert: { method: PATCH, path: "{type}({key}='{keyValue}')", key: name }
                """, _ -> json(204, ""))) {
            up.upstream
                    .upserts()
                    .orElseThrow()
                    .upsert(up.scope(), new RecordUpsert(TYPE, "O'Hara", new Fields(Map.of("a", 1))));

            assertThat(up.lastRequest().target()).isEqualTo("/things(name='O%27%27Hara')");
        }
    }

    @Test
    void refusesAnAnswerThatIsAboutSeveralRecordsOrNone() {
        String delete =
                "delete: { method: DELETE, path: \"{type}\", params: { \"{idField}\": { template: \"eq.{id}\" } }, "
                        + "expectOne: { items: \"\" } }\nids: { style: none }\nidFields: { things: code }\n";
        try (TestUpstream up =
                up(delete, TestUpstream.answers(json(200, "[{},{}]"), json(200, "[]"), json(200, "[{}]")))) {
            assertThat(up.failureOf(scope -> up.records().delete(scope, TYPE, SEVEN))
                            .code())
                    .isEqualTo(ErrorCode.CONFLICT);
            assertThat(up.failureOf(scope -> up.records().delete(scope, TYPE, SEVEN))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_NOT_FOUND);
            up.records().delete(up.scope(), TYPE, SEVEN);
            assertThat(up.lastRequest().target()).isEqualTo("/things?code=eq.7");
        }
    }

    @Test
    void doesNotCallAReplacedVersionItsOwnSuccess() {
        try (TestUpstream up = up(
                READ + "update: { method: PATCH, path: \"{type}/{id}\", ifMatch: etag }\nretry: { waits: [0.001] }\n",
                TestUpstream.answers(
                        json(200, "{\"id\":7}", "ETag: \"v3\""), LoopbackServer.hangUp(), json(412, "{}")))) {
            assertThat(up.failureOf(scope -> up.records().update(scope, PATCH)).code())
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        }
    }
}

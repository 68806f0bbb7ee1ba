package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.testkit.LoopbackServer.json;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.FieldDescription.Trait;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which APIs hand out records, each as one line of a descriptor. */
class ReadPatternsTest {

    private static final RecordType TYPE = new RecordType("things");

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

    private static Query all(String text) {
        return new Query(text, OptionalInt.of(4), 0);
    }

    private static RecordSearch list(String... fields) {
        return new RecordSearch(TYPE, List.of(), Optional.empty(), List.of(fields), 4, 0);
    }

    private static QueryPage found(TestUpstream up, RecordSearch search) {
        return up.upstream.searches().orElseThrow().search(up.scope(), search).value();
    }

    @Test
    void refusesAQueryOfOneTypeThatNamesNone() {
        try (TestUpstream up = up(
                "query: { method: GET, path: \"{type}\", params: { q: { from: query } } }\n", _ -> json(200, "[]"))) {
            assertThat(up.failureOf(_ -> up.query(all("a eq 1"))).toMap().toString())
                    .contains("record_type");
            assertThat(up.server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a b", "a&b", "", "a\nb"})
    void refusesNamesOfFieldsThatAreNone(String field) {
        try (TestUpstream up = up(
                "read: { method: GET, path: \"{type}/{id}\", params: { fields: { from: fields } } }\n",
                _ -> json(200, "{}"))) {
            assertThat(up.failureOf(_ -> up.records()
                                    .get(up.scope(Map.of("fields", List.of(field))), TYPE, new RecordId("7")))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_VALIDATION);
            assertThat(up.server.requests()).isEmpty();
        }
    }

    @Test
    void refusesFiltersAndAQueryWhereThereIsNone() {
        try (TestUpstream up = up("list: { method: GET, path: \"{type}\" }\n", _ -> json(200, "[]"))) {
            RecordSearch filtered = new RecordSearch(
                    TYPE,
                    List.of(new RecordSearch.Filter("a", "is", List.of(1), false)),
                    Optional.empty(),
                    List.of(),
                    4,
                    0);
            RecordSearch queried = new RecordSearch(TYPE, List.of(), Optional.of("a eq 1"), List.of(), 4, 0);

            for (RecordSearch search : List.of(filtered, queried)) {
                assertThat(up.failureOf(scope ->
                                        up.upstream.searches().orElseThrow().search(scope, search))
                                .code())
                        .isEqualTo(ErrorCode.RECORD_VALIDATION);
            }
            assertThat(up.server.requests()).isEmpty();
        }
    }

    @Test
    void refusesABodyThatIsNoJsonObject() {
        try (TestUpstream up = up(
                "query: { method: POST, path: search, safe: true, body: { from: query, as: json } }\n",
                _ -> json(200, "[]"))) {
            for (String text : List.of("SELECT 1", "[1]", "{\"a\":1} x")) {
                assertThat(up.failureOf(_ -> up.query(all(text))).code()).isEqualTo(ErrorCode.RECORD_VALIDATION);
            }
            assertThat(up.server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/p2", "//evil.example/p2", "http://127.0.0.1:1/p2", "../../p2"})
    void followsNoLinkOutOfTheBaseUrl(String link) {
        try (TestUpstream up = up(
                "query: { method: GET, path: q, params: { q: { from: query } }, items: /items, page: { next: /next } }\n",
                _ -> json(200, "{\"items\":[{\"id\":1}],\"next\":\"" + link + "\"}"))) {
            assertThat(up.failureOf(_ -> up.query(all("x"))).code()).isEqualTo(ErrorCode.PERMISSION);
            assertThat(up.server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"/q/2?x=1, /q/2?x=1", "2?x=1, /q/2?x=1", "?page=2, /q/1?page=2"})
    void followsRelativeLinks(String link, String target) {
        try (TestUpstream up = up(
                "query: { method: GET, path: q/1, params: { q: { from: query } }, items: /items, page: { next: /next } }\n",
                TestUpstream.answers(
                        json(200, "{\"items\":[{\"id\":1}],\"next\":\"" + link + "\"}"),
                        json(200, "{\"items\":[{\"id\":2}]}")))) {
            assertThat(up.query(all("x")).value().items()).hasSize(2);
            assertThat(up.lastRequest().target()).isEqualTo(target);
        }
    }

    @Test
    void believesTheCountWhereALinkLeadsOnAfterTheLastRow() {
        try (TestUpstream up = up(
                "list: { method: GET, path: \"{type}\", items: /d, total: /count, page: { next: /n } }\n",
                _ -> json(200, "{\"d\":[{\"id\":1},{\"id\":2}],\"count\":2,\"n\":\"?skip=2\"}"))) {
            assertThat(found(up, list()).nextOffset()).isEmpty();
            assertThat(up.server.requests()).hasSize(1);
        }
    }

    @Test
    void sendsACursorBackAsAParameter() {
        try (TestUpstream up = up(
                "list: { method: GET, path: \"{type}\", items: /results, page: { cursor: { body: /next, param: after }, "
                        + "size: { param: limit, default: 2, max: 2 } } }\n",
                TestUpstream.answers(
                        json(200, "{\"results\":[{\"id\":1},{\"id\":2}],\"next\":\"c&2\"}"),
                        json(200, "{\"results\":[{\"id\":3}]}")))) {
            QueryPage page = found(up, list());

            assertThat(page.items()).hasSize(3);
            assertThat(page.nextOffset()).isEmpty();
            assertThat(up.server.requests())
                    .extracting(Request::target)
                    .containsExactly("/things?limit=2", "/things?limit=2&after=c%262");
        }
    }

    @Test
    void sendsACursorOfAHeaderBackInTheBody() {
        try (TestUpstream up = up(
                "query: { method: POST, path: \"{type}/search\", safe: true, body: { from: query, as: json }, "
                        + "items: /results, page: { cursor: { header: X-Next, bodyParam: /page/after }, "
                        + "size: { bodyParam: /limit, default: 2, max: 2 } } }\n",
                TestUpstream.answers(
                        json(200, "{\"results\":[{\"id\":1},{\"id\":2}]}", "X-Next: c2"),
                        json(200, "{\"results\":[{\"id\":3}]}")))) {
            QueryPage page =
                    up.query(all("{\"a\":1}"), Map.of("record_type", "things")).value();

            assertThat(page.items()).hasSize(3);
            assertThat(up.server.requests())
                    .extracting(Request::body)
                    .containsExactly("{\"a\":1,\"limit\":2}", "{\"a\":1,\"limit\":2,\"page\":{\"after\":\"c2\"}}");
        }
    }

    @Test
    void goesOnAfterTheLastItemWhileThereIsMore() {
        try (TestUpstream up = up(
                "list: { method: GET, path: \"{type}\", items: /data, page: { lastItem: { pointer: /id, param: starting_after, "
                        + "more: /has_more }, size: { param: limit, default: 2, max: 2 } } }\n",
                TestUpstream.answers(
                        json(200, "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"has_more\":true}"),
                        json(200, "{\"data\":[{\"id\":\"c\"}],\"has_more\":false}")))) {
            assertThat(found(up, list()).items()).hasSize(3);
            assertThat(up.lastRequest().target()).isEqualTo("/things?limit=2&starting_after=b");
        }
    }

    @Test
    void asksForOnePageWhereThePagesStandInTheQuery() {
        try (TestUpstream up = up(
                "query: { method: POST, path: coql, safe: true, body: { from: query, at: /select_query }, "
                        + "success: [200, 204], items: /data, page: { inQuery: true } }\n",
                TestUpstream.answers(json(200, "{\"data\":[{\"id\":1}]}"), json(204, "")))) {
            assertThat(up.query(all("select a limit 0, 1")).value().items()).hasSize(1);
            assertThat(up.lastRequest().body()).isEqualTo("{\"select_query\":\"select a limit 0, 1\"}");
            assertThat(up.query(all("select b")).value().items()).isEmpty();
        }
    }

    @Test
    void tellsTheSizeOfAPageInAHeader() {
        try (TestUpstream up = up(
                "query: { method: GET, path: \"{type}\", params: { \"$filter\": { from: query }, \"$select\": { from: fields }, "
                        + "\"$orderby\": { from: sort } }, headers: { Prefer: \"odata.maxpagesize={limit}\" }, items: /value, "
                        + "total: /count, page: { next: /next, size: { default: 100, max: 5000 } } }\nidField: code\n",
                _ -> json(200, "{\"value\":[{\"code\":1}],\"count\":9}"))) {
            QueryPage page = up.query(
                            all("a eq 1"),
                            Map.of("record_type", "things", "fields", List.of("name"), "sort", "name desc"))
                    .value();

            assertThat(page.total()).isEqualTo(OptionalLong.of(9));
            assertThat(up.lastRequest().headers()).containsEntry("Prefer", "odata.maxpagesize=4");
            assertThat(up.lastRequest().target())
                    .isEqualTo("/things?%24filter=a%20eq%201&%24select=name%2Ccode&%24orderby=name%20desc");
        }
    }

    @Test
    void writesFieldsAsParametersOfTheirOwn() {
        try (TestUpstream up = up(
                "list: { method: GET, path: \"{type}\", params: { p: { from: fields, style: repeat, name: field } } }\n",
                _ -> json(200, "[{\"id\":1,\"a\":2}]"))) {
            found(up, list("a", "b"));

            assertThat(up.lastRequest().target()).isEqualTo("/things?field=a&field=b&field=id");
        }
    }

    @Test
    void searchesByAnExpressionAndGivesEachHitItsId() {
        try (TestUpstream up = up(
                "query: { method: GET, path: \"{type}\", rawParams: { from: query, deny: [x] } }\nidField: key\n",
                _ -> json(200, "[{\"key\":5,\"name\":\"Ada\"}]"))) {
            RecordSearch search = new RecordSearch(TYPE, List.of(), Optional.of("name=Ada"), List.of(), 4, 0);

            assertThat(found(up, search).items().getFirst().values()).containsEntry("id", "5");
            assertThat(up.lastRequest().target()).isEqualTo("/things?name=Ada");
        }
    }

    @Test
    void stopsAfterTheMostPagesThatTheFileAllows() {
        try (TestUpstream up = up(
                "limits: { maxPages: 2 }\nlist: { method: GET, path: \"{type}\", items: /d, page: { next: /n } }\n",
                _ -> json(200, "{\"d\":[{\"id\":1}],\"n\":\"?again\"}"))) {
            assertThat(found(up, list()).nextOffset()).isEqualTo(OptionalInt.of(2));
            assertThat(up.server.requests()).hasSize(2);
        }
    }

    @Test
    void describesTypesByListsOfNames() {
        String yaml = """
                types: { deny: [secrets] }
                types-list: { method: GET, path: meta, items: /sobjects, label: /label, traits: { custom: /custom } }
                describe:
                  method: GET
                  path: "meta/{type}"
                  items: /fields
                  label: /label
                  kind: /type
                  kinds: { picklist: enum }
                  choices: /values
                  refersTo: /to/0
                  traits: { required: { pointer: /nillable, is: false }, readOnly: { pointer: /updateable, is: false } }
                """;
        String types = "{\"sobjects\":[{\"name\":\"things\",\"label\":\"Dinge\"},{\"name\":\"secrets\"},"
                + "{\"name\":\"Alpha__c\",\"custom\":true}]}";
        String fields = "{\"fields\":[{\"name\":\"b\",\"type\":\"string\",\"updateable\":false},"
                + "{\"name\":\"a\",\"type\":\"picklist\",\"label\":\"A\",\"nillable\":false,\"values\":[{\"value\":\"x\"},\"y\"],"
                + "\"to\":[\"Alpha__c\"]}]}";
        try (TestUpstream up = up(yaml, TestUpstream.answers(json(200, types), json(200, fields)))) {
            var catalog = up.upstream.metadata().orElseThrow();
            RecordTypes told =
                    catalog.recordTypes(up.scope(), Optional.empty(), 10).value();
            List<FieldDescription> described = catalog.describe(up.scope(), RecordDescriptionRequest.all(TYPE))
                    .value()
                    .fields();

            assertThat(told.types())
                    .containsExactly(
                            new RecordTypes.Entry("Alpha__c", "", true),
                            new RecordTypes.Entry("things", "Dinge", false));
            assertThat(described).extracting(FieldDescription::name).containsExactly("a", "b");
            assertThat(described.getFirst().kind()).isEqualTo("enum");
            assertThat(described.getFirst().choices()).containsExactly("x", "y");
            assertThat(described.getFirst().traits()).containsExactly(Trait.REQUIRED);
            assertThat(described.getFirst().refersTo()).contains("Alpha__c");
            assertThat(described.getLast().traits()).containsExactly(Trait.READ_ONLY);
        }
    }

    @Test
    void callsNoTypeThatTheFileDenies() {
        try (TestUpstream up = up(
                "types: { allow: [things] }\nread: { method: GET, path: \"{type}/{id}\" }\n", _ -> json(200, "{}"))) {
            assertThat(up.failureOf(scope -> up.records().get(scope, new RecordType("other"), new RecordId("7")))
                            .toMap()
                            .toString())
                    .contains("record_type");
            assertThat(up.server.requests()).isEmpty();
        }
    }
}

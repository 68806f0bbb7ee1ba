package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.error;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.node;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetSuiteQueriesTest {

    private static final Pattern WINDOW = Pattern.compile("limit=([0-9]+)&offset=([0-9]+)");
    private static final String SELECT = "SELECT id FROM customer";

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM customer", "SELECT 1 FROM a; SELECT 2 FROM b", "-- nothing", ";"})
    void sendsNothingThatIsNotOneSelect(String query) {
        try (TestNetSuite up = TestNetSuite.answering(json("{}"))) {
            McpServerException refused = up.failureOf(scope -> execute(up, scope, query, 10, 0));

            assertThat(refused.code()).isEqualTo(ErrorCode.RECORD_VALIDATION);
            assertThat(refused).hasMessageContaining("query");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void sendsNothingForRowsThatNetSuiteNeverBrings() {
        try (TestNetSuite up = TestNetSuite.answering(json("{}"))) {
            assertThat(up.failureOf(scope -> execute(up, scope, SELECT, 10, 100_000)))
                    .hasMessageContaining("offset")
                    .hasMessageContaining("WHERE id >");
            assertThat(up.failureOf(Map.of("max_rows", 10_001), scope -> execute(up, scope, SELECT, 10, 0)))
                    .hasMessageContaining("max_rows");
            assertThat(up.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"items\":{}}", "no json"})
    void doesNotTakeAnythingElseForRows(String body) {
        try (TestNetSuite up = TestNetSuite.answering(json(body))) {
            assertThat(up.failureOf(scope -> execute(up, scope, SELECT, 10, 0)).code())
                    .isEqualTo(ErrorCode.SERVER);
        }
    }

    @Test
    void sendsTheQueryAsNetSuiteWantsIt() {
        try (TestNetSuite up = table(3)) {
            execute(
                    up,
                    up.scope(Map.of("params", List.of("x", 7, new BigDecimal("1E+2"), true))),
                    SELECT + " ;; -- end\n",
                    100,
                    0);

            assertThat(line(up.lastRequest())).isEqualTo("POST query/v1/suiteql?limit=100&offset=0");
            assertThat(up.lastRequest().headers()).containsEntry("Prefer", "transient");
            assertThat(node(up.lastRequest().body()))
                    .isEqualTo(node("{\"q\":\"" + SELECT + "\",\"params\":[\"x\",\"7\",\"100\",\"T\"]}"));
        }
    }

    @Test
    void keepsStringsAsTheyComeAndDropsTheLinksOfRows() {
        try (TestNetSuite up = TestNetSuite.answering(
                json(
                        "{\"count\":1,\"hasMore\":false,\"totalResults\":1,\"items\":[{\"links\":[],\"id\":\"7\",\"isinactive\":\"F\"}]}"))) {
            QueryPage page = execute(up, up.scope(), SELECT, 10, 0).value();

            assertThat(page.items()).containsExactly(fields("{\"id\":\"7\",\"isinactive\":\"F\"}"));
            assertThat(page.total()).hasValue(1);
            assertThat(page.nextOffset()).isEmpty();
            assertThat(page.notes()).isEmpty();
        }
    }

    @Test
    void givesATypedViewWhereItIsAskedFor() {
        try (TestNetSuite up = TestNetSuite.answering(
                json("{\"hasMore\":false,\"items\":[{\"id\":\"7\",\"isinactive\":\"F\",\"other\":\"7\"}]}"))) {
            QueryPage page =
                    execute(up, up.scope(Map.of("typed", true)), SELECT, 10, 0).value();

            assertThat(page.items().getFirst().values())
                    .containsEntry("id", new BigDecimal("7"))
                    .containsEntry("isinactive", false)
                    .containsEntry("other", "7");
            assertThat(up.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2500, 100, 0, 100, 100",
        "2500, 100, 150, 250, 100",
        "2500, 7, 1999, 2006, 7",
        "2500, 600, 2000, -1, 500",
        "50, 100, 0, -1, 50",
        "50, 100, 50, -1, 0",
        "0, 100, 0, -1, 0"
    })
    void bringsExactlyTheRowsThatAreWanted(int table, int limit, int offset, int next, int count) {
        try (TestNetSuite up = table(table)) {
            QueryPage page = execute(up, up.scope(), SELECT, limit, offset).value();

            assertThat(ids(page)).isEqualTo(range(offset, count));
            assertThat(page.nextOffset()).isEqualTo(next < 0 ? OptionalInt.empty() : OptionalInt.of(next));
            assertThat(page.total()).hasValue(table);
        }
    }

    @Test
    void bringsManyRowsPageAfterPageAndTellsHowFarItIs() {
        try (TestNetSuite up = table(5_000)) {
            Answer<QueryPage> answer = execute(up, up.scope(Map.of("max_rows", 2_500)), SELECT, 10, 0);

            assertThat(ids(answer.value())).isEqualTo(range(0, 2_500));
            assertThat(answer.value().nextOffset()).hasValue(2_500);
            assertThat(up.progress).containsExactly("1000 of 2500", "2000 of 2500", "2500 of 2500");
            assertThat(answer.facts().attempts()).isEqualTo(3);
        }
    }

    @Test
    void tellsNoMoreRowsThanThereAre() {
        try (TestNetSuite up = table(1_200)) {
            QueryPage page = execute(up, up.scope(Map.of("max_rows", 5_000)), SELECT, 10, 0)
                    .value();

            assertThat(page.items()).hasSize(1_200);
            assertThat(page.nextOffset()).isEmpty();
            assertThat(up.progress).containsExactly("1000 of 1200", "1200 of 1200");
        }
    }

    @Test
    void walksAnOddNumberOfRowsWithoutLossOrRepetition() {
        try (TestNetSuite up = table(3_003)) {
            int offset = 0;
            int seen = 0;
            while (true) {
                QueryPage page = execute(up, up.scope(), SELECT, 773, offset).value();
                assertThat(ids(page)).isEqualTo(range(offset, page.items().size()));
                seen += page.items().size();
                if (page.nextOffset().isEmpty()) {
                    break;
                }
                offset = page.nextOffset().getAsInt();
            }

            assertThat(seen).isEqualTo(3_003);
        }
    }

    @Test
    void saysHowToGoOnBeyondTheLastRowThatNetSuiteBrings() {
        try (TestNetSuite up = table(120_000)) {
            QueryPage page = execute(up, up.scope(), SELECT, 100, 99_950).value();

            assertThat(ids(page)).isEqualTo(range(99_950, 50));
            assertThat(page.nextOffset()).isEmpty();
            assertThat(page.notes())
                    .singleElement()
                    .asString()
                    .contains("100000")
                    .contains("WHERE id >");
        }
    }

    @Test
    void doesNotGoRoundInCirclesWhereNetSuitePromisesRowsAndBringsNone() {
        try (TestNetSuite up = TestNetSuite.answering(json("{\"hasMore\":true,\"totalResults\":9,\"items\":[]}"))) {
            assertThat(execute(up, up.scope(), SELECT, 10, 0).value().nextOffset())
                    .isEmpty();
            assertThat(up.requests()).hasSize(1);
        }
    }

    @Test
    void notesWhatIsRiskyInAQueryThatWorks() {
        try (TestNetSuite up = table(1)) {
            assertThat(execute(up, up.scope(), "SELECT * FROM customer", 10, 0)
                            .value()
                            .notes())
                    .singleElement()
                    .asString()
                    .startsWith("SELECT *");
        }
    }

    @Test
    void readsAgainAfterAFailure() {
        try (TestNetSuite up =
                TestNetSuite.answering(error(503, "UNEXPECTED_ERROR", "x"), json("{\"hasMore\":false,\"items\":[]}"))) {
            assertThat(execute(up, up.scope(), SELECT, 10, 0).facts().attempts())
                    .isEqualTo(2);
        }
    }

    /** A table of so many rows behind NetSuite's rules for windows. */
    private static TestNetSuite table(int rows) {
        return TestNetSuite.scripted(request -> page(request, rows));
    }

    private static Reply page(Request request, int rows) {
        Matcher window = WINDOW.matcher(request.target());
        if (!window.find()) {
            return error(400, "INVALID_PARAMETER", "no window");
        }
        int limit = Integer.parseInt(window.group(1));
        int offset = Integer.parseInt(window.group(2));
        if (limit < 1 || limit > 1_000 || offset % limit != 0 || offset + limit > 100_000 || offset / limit >= 1_000) {
            return error(400, "INVALID_PARAMETER", "Invalid value for query parameter offset.");
        }
        int end = Math.min(rows, offset + limit);
        String items = IntStream.range(offset, end)
                .mapToObj(i -> "{\"links\":[],\"id\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        return LoopbackServer.json(
                200,
                "{\"links\":[],\"hasMore\":" + (end < rows) + ",\"totalResults\":" + rows + ",\"items\":[" + items
                        + "]}");
    }

    private static List<Integer> range(int offset, int count) {
        return IntStream.range(offset, offset + count).boxed().toList();
    }

    private static List<Integer> ids(QueryPage page) {
        return page.items().stream()
                .map(Fields::values)
                .map(row -> Integer.valueOf(String.valueOf(row.get("id"))))
                .toList();
    }

    private static Answer<QueryPage> execute(TestNetSuite up, CallScope scope, String query, int limit, int offset) {
        return up.upstream.queries().orElseThrow().execute(scope, new Query(query, OptionalInt.of(limit), offset));
    }
}

package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows by limit and offset, over upstreams that count pages each in their own way. */
class GenericQueriesTest {

    private static final String BY_LINK = """
            descriptor: 1
            name: linked
            baseUrl: "http://127.0.0.1:1/"
            auth: { kind: none }
            query: { method: GET, path: "rows", params: { q: { from: query } }, items: /items, page: { next: { body: /next } } }
            """;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "post?_page=2",
                "post?_PAGE=2",
                "post?%5Fpage=2",
                "post?_page[]=2",
                "post?a=1&_limit=5",
                "post?a=%zz",
                "post?a=%c3",
                "post?=1"
            })
    void refusesAQueryStringThatWouldPageByItself(String text) {
        try (TestUpstream up = TestUpstream.described(folder, TestUpstream.NUMBERED, numbered(3))) {
            McpServerException failure = up.failureOf(_ -> up.query(new Query(text, OptionalInt.empty(), 0)));

            assertThat(failure.code()).isEqualTo(ErrorCode.RECORD_VALIDATION);
            assertThat(failure.safeMessage()).startsWith("query: ");
            assertThat(up.server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../admin?x=1", "a/b", "?author=x", "..", "post#x"})
    void refusesAQueryWhoseTypeIsNoType(String text) {
        try (TestUpstream up = TestUpstream.described(folder, TestUpstream.NUMBERED, numbered(3))) {
            assertThat(up.failureOf(_ -> up.query(new Query(text, OptionalInt.empty(), 0)))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_VALIDATION);
        }
    }

    @Test
    void followsNoLinkToAnotherHost() {
        try (LoopbackServer elsewhere = new LoopbackServer(_ -> LoopbackServer.json(200, "{\"items\":[]}"));
                TestUpstream up = TestUpstream.described(
                        folder,
                        BY_LINK,
                        _ -> LoopbackServer.json(
                                200, "{\"items\":[{\"n\":0}],\"next\":\"" + elsewhere.baseUrl() + "rows\"}"))) {
            McpServerException failure = up.failureOf(_ -> up.query(new Query("x", OptionalInt.of(5), 0)));

            assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void saysThatAnOffsetCannotBeReachedByLinks() {
        try (TestUpstream up = TestUpstream.described(folder, BY_LINK, linked(1_000))) {
            assertThat(up.failureOf(_ -> up.query(new Query("x", OptionalInt.of(5), 500)))
                            .safeMessage())
                    .startsWith("offset: cannot be reached");
        }
    }

    @Test
    void doesNotTakeAnAnswerWithoutRowsForAnEmptyOne() {
        try (TestUpstream up = TestUpstream.plain(_ -> LoopbackServer.json(200, "{\"rows\":[]}"))) {
            assertThat(up.failureOf(_ -> up.query(new Query("x", OptionalInt.empty(), 0)))
                            .code())
                    .isEqualTo(ErrorCode.SERVER);
        }
    }

    @Test
    void passesTheQueryOnAsOneParameter() {
        try (TestUpstream up = TestUpstream.plain(offset(3))) {
            up.query(new Query("SELECT a FROM b WHERE c='x&y=z' OR d>5%", OptionalInt.of(10), 0));

            String target = up.lastRequest().target();
            assertThat(target).startsWith("/query?q=SELECT%20a%20FROM%20b").endsWith("&offset=0&limit=10");
            assertThat(URLDecoder.decode(target, StandardCharsets.UTF_8)).contains("c='x&y=z' OR d>5%");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // rows, limit, offset -> first, count, next offset, requests
        "250, 100, 0, 0, 100, 100, 1",
        "250, 100, 200, 200, 50, , 1",
        "250, 2000, 0, 0, 250, , 1",
        "2500, 1700, 100, 100, 1700, 1800, 2",
        "20000, 15000, 0, 0, 10000, 10000, 10",
        "0, 10, 0, 0, 0, , 1",
        "5, 10, 7, 7, 0, , 1"
    })
    void pagesByOffset(int all, int limit, int offset, int first, int count, @Nullable Integer next, int requests) {
        try (TestUpstream up = TestUpstream.plain(offset(all))) {
            check(up, up.query(new Query("x", OptionalInt.of(limit), offset)), first, count, next, requests);
        }
    }

    @Test
    void leavesTheSizeToTheDescriptorWhereNoLimitIsAskedFor() {
        try (TestUpstream up = TestUpstream.plain(offset(250))) {
            Answer<QueryPage> answer = up.query(new Query("x", OptionalInt.empty(), 0));

            check(up, answer, 0, 100, 100, 1);
            assertThat(answer.value().total()).hasValue(250);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // rows, limit, offset -> first, count, next offset, requests
        "9, 3, 0, 0, 3, 3, 1",
        "9, 3, 3, 3, 3, 6, 1",
        "9, 3, 6, 6, 3, , 1",
        "9, 3, 4, 4, 3, 7, 1",
        "9, 5, 7, 7, 2, , 1",
        "90, 7, 31, 31, 7, 38, 1",
        "5000, 2500, 0, 0, 2500, 2500, 3",
        "5000, 999, 1500, 1500, 999, 2499, 2",
        "9, 3, 20, 20, 0, , 1"
    })
    void pagesByNumberWithoutLosingOrDoublingARow(
            int all, int limit, int offset, int first, int count, @Nullable Integer next, int requests) {
        try (TestUpstream up = TestUpstream.described(folder, TestUpstream.NUMBERED, numbered(all))) {
            check(up, up.query(new Query("post?a=b", OptionalInt.of(limit), offset)), first, count, next, requests);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 10, 17, 40})
    void loosesNoRowWhereTheUpstreamGrantsSmallerPagesThanAskedFor(int offset) {
        try (TestUpstream up = TestUpstream.described(folder, TestUpstream.NUMBERED, numbered(45, 10))) {
            QueryPage page =
                    up.query(new Query("post", OptionalInt.of(25), offset)).value();

            assertThat(numbers(page)).isEqualTo(range(offset, Math.min(25, 45 - offset)));
        }
    }

    @Test
    void walksOnFromEachNextOffsetToTheEnd() {
        try (TestUpstream up = TestUpstream.described(folder, TestUpstream.NUMBERED, numbered(23))) {
            List<Integer> seen = new ArrayList<>();
            OptionalInt at = OptionalInt.of(0);
            while (at.isPresent()) {
                QueryPage page = up.query(new Query("post", OptionalInt.of(4), at.getAsInt()))
                        .value();
                seen.addAll(numbers(page));
                at = page.nextOffset();
            }
            assertThat(seen).isEqualTo(range(0, 23));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "45, 10, 0, 0, 10, 10, 1",
        "45, 10, 15, 15, 10, 25, 3",
        "45, 20, 30, 30, 15, , 5",
        "500, 200, 0, 0, 100, 100, 10"
    })
    void pagesByLink(int all, int limit, int offset, int first, int count, @Nullable Integer next, int requests) {
        try (TestUpstream up = TestUpstream.described(folder, BY_LINK, linked(all))) {
            check(up, up.query(new Query("x", OptionalInt.of(limit), offset)), first, count, next, requests);
        }
    }

    @Test
    void saysThatThereMayBeMoreAfterAFullPageOfAnUpstreamThatDoesNotCount() {
        try (TestUpstream up = TestUpstream.plain(request ->
                LoopbackServer.json(200, "{\"items\":" + rows(0, param(request, "limit", 0)) + "}"))) {
            QueryPage page = up.query(new Query("x", OptionalInt.of(10), 0)).value();

            assertThat(page.nextOffset()).hasValue(10);
            assertThat(page.total()).isEmpty();
        }
    }

    private static void check(
            TestUpstream up, Answer<QueryPage> answer, int first, int count, @Nullable Integer next, int requests) {
        assertThat(numbers(answer.value())).isEqualTo(range(first, count));
        assertThat(answer.value().nextOffset()).isEqualTo(next == null ? OptionalInt.empty() : OptionalInt.of(next));
        assertThat(up.server.requests()).hasSize(requests);
        assertThat(answer.facts().attempts()).isEqualTo(requests);
    }

    /** The plain API: offset, limit of at most 1000, total. */
    private static Function<Request, Reply> offset(int all) {
        return request -> {
            int from = param(request, "offset", 0);
            int size = Math.min(1_000, param(request, "limit", 100));
            return LoopbackServer.json(
                    200, "{\"items\":" + rows(from, Math.min(all, from + size)) + ",\"total\":" + all + "}");
        };
    }

    private static Function<Request, Reply> numbered(int all) {
        return numbered(all, Integer.MAX_VALUE);
    }

    /** The way of json-server, with a largest page. */
    private static Function<Request, Reply> numbered(int all, int largest) {
        return request -> {
            int size = Math.min(largest, param(request, "_limit", 10));
            int from = (param(request, "_page", 1) - 1) * size;
            String link = from + size < all ? "Link: </post?_page=9>; rel=\"next\"" : "X-None: 1";
            return LoopbackServer.json(200, rows(from, Math.min(all, from + size)), link, "X-Total-Count: " + all);
        };
    }

    /** Ten rows a page and a relative link to the next. */
    private static Function<Request, Reply> linked(int all) {
        return request -> {
            int from = param(request, "from", 0);
            String next = from + 10 < all ? ",\"next\":\"rows?from=" + (from + 10) + "\"" : "";
            return LoopbackServer.json(200, "{\"items\":" + rows(from, Math.min(all, from + 10)) + next + "}");
        };
    }

    private static int param(Request request, String name, int otherwise) {
        Matcher value = Pattern.compile("[?&]" + name + "=(\\d+)").matcher(request.target());
        return value.find() ? Integer.parseInt(value.group(1)) : otherwise;
    }

    private static String rows(int from, int to) {
        return IntStream.range(from, Math.max(from, to))
                .mapToObj(n -> "{\"n\":" + n + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<Integer> numbers(QueryPage page) {
        return page.items().stream().map(row -> (Integer) row.values().get("n")).toList();
    }

    private static List<Integer> range(int first, int count) {
        return IntStream.range(first, first + count).boxed().toList();
    }
}

package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request customizer may do, and what becomes of the call when it does something else. */
@Timeout(20)
class CustomizerTest {

    private final List<Integer> statuses = new ArrayList<>(List.of(200));
    private String body = "{}";
    private final LoopbackServer server = new LoopbackServer(request ->
            LoopbackServer.json(statuses.get(Math.min(request.number(), statuses.size()) - 1), body));
    private EngineOptions options = TestEngine.options(Duration.ofSeconds(5));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void mayNotChangeTheOrigin() {
        assertRefused(
                (request, _) -> request.withUrl(URI.create("https://evil.example.com/")),
                "changed where the request goes");
    }

    @Test
    void mayNotChangeTheMethod() {
        assertRefused(
                (request, _) -> RestRequest.of("x", RetrySafety.READ, "DELETE", request.url()),
                "changed the request's method");
    }

    @Test
    void mayNotSetWhatTheEngineSets() {
        for (String name : List.of("host", "Content-Length", "Transfer-Encoding", "connection", "User-Agent")) {
            assertRefused((request, _) -> request.withHeaders(Map.of(name, "x")), "set the header " + name);
        }
    }

    @Test
    void mayNotReplaceTheCredential() {
        assertRefused(
                (request, _) -> request.withHeaders(Map.of("authorization", "Bearer other")),
                "set the header authorization");
    }

    @Test
    void mayNotSplitTheMessage() {
        assertRefused((request, _) -> request.withHeaders(Map.of("X-A", "a\r\nX-B: b")), "set a header that is none");
        assertRefused((request, _) -> request.withHeaders(Map.of("X A", "a")), "set a header that is none");
    }

    @Test
    void mayNotSendToAnotherOrigin() {
        assertRefused(
                (request, context) -> {
                    context.send(RestRequest.of("x", RetrySafety.READ, "GET", URI.create("http://127.0.0.1:1/")));
                    return request;
                },
                "asked for a request to another origin");
    }

    @Test
    void mayNotWalkInCircles() {
        McpServerException failure = failure((request, context) -> {
            while (true) {
                context.send(RestRequest.of("x", RetrySafety.READ, "GET", context.baseUrl()));
            }
        });

        assertThat(failure.code()).isEqualTo(ErrorCode.SERVER);
        assertThat(failure.safeMessage()).contains("more than 5 requests");
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void whatItThrowsIsNotShown() {
        assertRefused(
                (_, _) -> {
                    throw new IllegalArgumentException("the token is s3cret-token");
                },
                "The request customizer own failed.");
        assertRefused(
                (_, _) -> {
                    throw new NoClassDefFoundError("com/example/Missing");
                },
                "The request customizer own failed.");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nothingIsNoRequest() {
        assertRefused((_, _) -> null, "The request customizer own failed.");
    }

    @Test
    void aWriteThatMayHaveHappenedStaysUnknownWhenItFailsLater() {
        statuses.set(0, 500);
        try (TestEngine engine = engine((request, context) -> {
            if (context.attempt() > 1) {
                throw new IllegalStateException("broken");
            }
            return request;
        })) {
            assertThat(engine.failureOf(RetrySafety.WRITE).code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void aFurtherRequestThatFailsEndsTheCallInItsOwnWords() {
        statuses.set(0, 401);
        McpServerException failure = failure((request, context) -> {
            context.send(RestRequest.of("x", RetrySafety.READ, "GET", context.baseUrl()));
            return request;
        });

        assertThat(failure.code()).isEqualTo(ErrorCode.TOKEN_EXPIRED);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void nothingIsSentAfterItTookAllTheTime() {
        MutableClock clock = new MutableClock();
        Extensions slow = of((request, _) -> {
            clock.advance(Duration.ofSeconds(4));
            return request;
        });
        try (TestEngine engine = new TestEngine(server.baseUrl(), options, slow, clock)) {
            engine.deadline = Duration.ofSeconds(3);
            assertThat(engine.failureOf(RetrySafety.CREATE).code()).isEqualTo(ErrorCode.TIMEOUT);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void whatItAddsDoesNotComeBackInAnError() {
        statuses.set(0, 400);
        body = "{\"message\":\"bad signature abcdefghijklmnop\"}";
        try (TestEngine engine = engine((request, _) -> request.withHeaders(Map.of("X-Sig", "abcdefghijklmnop")))) {
            Dialect words = (answer, _) -> new Refusal(
                    OutcomeKind.VALIDATION,
                    Refusal.Repeat.NEVER,
                    answer.body().path("message").asText(),
                    List.of());
            assertThat(engine.failureOf(engine.request(RetrySafety.CREATE), words)
                            .safeMessage())
                    .doesNotContain("abcdefghijklmnop");
        }
    }

    @Test
    void neverSeesTheCredential() {
        List<String> seen = new ArrayList<>();
        try (TestEngine engine = engine((request, context) -> {
            seen.add(request + " " + context.previous() + " " + context.credentialMark());
            return request;
        })) {
            engine.call(RetrySafety.READ);
            engine.token = new UpstreamToken.Bearer(new Secret("another"));
            engine.call(RetrySafety.READ);
        }
        assertThat(seen).hasSize(2).allSatisfy(text -> assertThat(text).doesNotContain("s3cret-token", "another"));
        assertThat(seen.get(0)).isNotEqualTo(seen.get(1));
    }

    @Test
    void isAskedBeforeEveryAttemptAndToldOfTheLast() {
        statuses.clear();
        statuses.addAll(List.of(503, 503, 200));
        List<String> seen = new ArrayList<>();
        try (TestEngine engine = engine((request, context) -> {
            seen.add(context.attempt() + " "
                    + context.previous().map(RestAnswer::status).orElse(0));
            return request.withHeaders(Map.of("X-Attempt", String.valueOf(context.attempt())));
        })) {
            engine.call(RetrySafety.READ);
        }
        assertThat(seen).containsExactly("1 0", "2 503", "3 503");
        assertThat(server.requests())
                .extracting(request -> request.headers().get("X-Attempt"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void changesUrlHeadersAndBody() {
        try (TestEngine engine = engine((request, _) -> {
            Map<String, Object> fields =
                    new HashMap<>(request.body().orElseThrow().values());
            fields.put("Id", "1");
            return request.withUrl(URI.create(request.url() + "?sig=x"))
                    .withHeaders(Map.of("X-Sig", "y"))
                    .withBody(new Fields(fields));
        })) {
            engine.call(RetrySafety.WRITE);
        }
        Request sent = server.requests().getFirst();
        assertThat(sent.target()).isEqualTo("/customer/1?sig=x");
        assertThat(sent.headers())
                .containsEntry("X-Sig", "y")
                .containsEntry("Authorization", "Bearer s3cret-token")
                .containsEntry("Accept", "application/json");
        assertThat(sent.body()).contains("\"a\":1").contains("\"Id\":\"1\"");
    }

    @Test
    void signsWhatIsSent() {
        try (TestEngine engine = engine((request, context) ->
                request.withHeaders(Map.of("X-Length", String.valueOf(context.bodyOf(request).length))))) {
            engine.call(RetrySafety.CREATE);
            engine.call(RetrySafety.READ);
        }
        assertThat(server.requests())
                .extracting(request -> request.headers().get("X-Length"))
                .containsExactly("7", "0");
    }

    @Test
    void maySignWhereNoCredentialIsShown() {
        try (TestEngine engine = engine((request, _) -> request.withHeaders(Map.of("Authorization", "OAuth x")))) {
            engine.token = new UpstreamToken.Anonymous();
            engine.call(RetrySafety.READ);
        }
        assertThat(server.requests().getFirst().headers()).containsEntry("Authorization", "OAuth x");
    }

    @Test
    void itsOwnRequestsFindAPlaceWhereThereIsOne() {
        options = EngineOptions.defaults(Duration.ofSeconds(5), Duration.ofSeconds(30), 1);
        try (TestEngine engine = engine((request, context) -> {
            context.send(RestRequest.of("x", RetrySafety.READ, "GET", context.baseUrl()));
            return request;
        })) {
            engine.call(RetrySafety.READ);
        }
        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.headers()).containsEntry("Authorization", "Bearer s3cret-token"));
    }

    private void assertRefused(BiFunction<RestRequest, AttemptContext, RestRequest> change, String words) {
        McpServerException failure = failure(change);
        assertThat(failure.code()).isEqualTo(ErrorCode.SERVER);
        assertThat(failure.safeMessage())
                .startsWith("The request customizer own")
                .contains(words);
        assertThat(failure.toString()).doesNotContain("s3cret-token", "Missing");
        assertThat(server.requests()).isEmpty();
    }

    private McpServerException failure(BiFunction<RestRequest, AttemptContext, RestRequest> change) {
        try (TestEngine engine = engine(change)) {
            return engine.failureOf(RetrySafety.CREATE);
        }
    }

    private TestEngine engine(BiFunction<RestRequest, AttemptContext, RestRequest> change) {
        return new TestEngine(server.baseUrl(), options, of(change));
    }

    private static Extensions of(BiFunction<RestRequest, AttemptContext, RestRequest> change) {
        return new Extensions(
                Optional.of(new RequestCustomizer() {
                    @Override
                    public String name() {
                        return "own";
                    }

                    @Override
                    public RestRequest customize(RestRequest request, AttemptContext context) {
                        return change.apply(request, context);
                    }
                }),
                Optional.empty());
    }
}

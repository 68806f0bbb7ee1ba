package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.enterprisemcp.upstream.rest.Refusal.Repeat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a response classifier decides, and what becomes of the call when it breaks. */
@Timeout(20)
class ClassifierTest {

    private Function<Request, Reply> script = _ -> LoopbackServer.json(200, "{\"error\":\"no\"}");
    private final LoopbackServer server = new LoopbackServer(request -> script.apply(request));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatItThrowsIsNotShown() {
        McpServerException failure = failure(RetrySafety.READ, (_, _) -> {
            throw new IllegalStateException("s3cret-token");
        });

        assertThat(failure.code()).isEqualTo(ErrorCode.SERVER);
        assertThat(failure.safeMessage()).isEqualTo("The response classifier own failed.");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aWriteThatMayHaveHappenedIsUnknownWhenItThrows() {
        assertThat(failure(RetrySafety.CREATE, (_, _) -> {
                            throw new IllegalStateException("x");
                        })
                        .code())
                .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aWriteThatTheStatusRefusesIsNoneWhenItThrows() {
        script = _ -> LoopbackServer.json(422, "{}");

        assertThat(failure(RetrySafety.CREATE, (_, _) -> {
                            throw new StackOverflowError();
                        })
                        .code())
                .isEqualTo(ErrorCode.SERVER);
    }

    @Test
    void findsTheErrorInsideASuccess() {
        McpServerException failure = failure(
                RetrySafety.WRITE,
                (answer, _) -> Optional.of(new Refusal(
                        OutcomeKind.VALIDATION,
                        Repeat.NEVER,
                        answer.body().path("error").asText(),
                        List.of(new Violation("name", "is <b>long</b>")))));

        assertThat(failure.code()).isEqualTo(ErrorCode.VALIDATION);
        assertThat(failure.safeMessage()).isEqualTo("The upstream answered with status 200: no");
        assertThat(failure.toMap().toString()).contains("name").doesNotContain("<b>");
    }

    @Test
    void itsWordsAreCleaned() {
        McpServerException failure = failure(
                RetrySafety.READ,
                answering(OutcomeKind.PERMISSION, Repeat.NEVER, "<p>no</p> password=hunter2 \n at a.b(C.java:1)"));

        assertThat(failure.safeMessage()).contains("no", "***").doesNotContain("<p>", "hunter2", "C.java");
    }

    @Test
    void takesALoginPageForAnEndedSession() {
        script = _ -> LoopbackServer.bytes(302, new byte[0], "Location: /login");

        assertThat(failure(
                                RetrySafety.READ,
                                (answer, _) -> answer.header("Location")
                                        .filter("/login"::equals)
                                        .map(_ -> new Refusal(OutcomeKind.AUTH, Repeat.NEVER, "", List.of())))
                        .code())
                .isEqualTo(ErrorCode.TOKEN_EXPIRED);
    }

    @Test
    void repeatsEvenACreateThatWasRefusedUnprocessed() {
        failure(RetrySafety.CREATE, answering(OutcomeKind.CONFLICT, Repeat.REFUSED_UNPROCESSED, ""));

        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void repeatsOnlyWhatIsSafeTwiceWhereItMayHaveHappened() {
        BiFunction<RestAnswer, RestRequest, Optional<Refusal>> busy =
                answering(OutcomeKind.SERVER, Repeat.MAY_HAVE_HAPPENED, "");

        assertThat(failure(RetrySafety.CREATE, busy).code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        assertThat(server.requests()).hasSize(1);
        assertThat(failure(RetrySafety.READ, busy).code()).isEqualTo(ErrorCode.SERVER);
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void anAppliedRepetitionIsASuccess() {
        try (TestEngine engine = engine(answering(OutcomeKind.ALREADY_APPLIED, Repeat.NEVER, ""))) {
            assertThat(engine.call(RetrySafety.KEYED_CREATE).body().isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void wordlessItLeavesTheDecisionToTheDialect() {
        script = _ -> LoopbackServer.json(404, "{}");

        assertThat(failure(RetrySafety.READ, (_, _) -> Optional.empty()).code()).isEqualTo(ErrorCode.RECORD_NOT_FOUND);
    }

    private static BiFunction<RestAnswer, RestRequest, Optional<Refusal>> answering(
            OutcomeKind kind, Repeat repeat, String words) {
        return (_, _) -> Optional.of(new Refusal(kind, repeat, words, List.of()));
    }

    private McpServerException failure(
            RetrySafety safety, BiFunction<RestAnswer, RestRequest, Optional<Refusal>> understanding) {
        try (TestEngine engine = engine(understanding)) {
            return engine.failureOf(safety);
        }
    }

    private TestEngine engine(BiFunction<RestAnswer, RestRequest, Optional<Refusal>> understanding) {
        ResponseClassifier own = new ResponseClassifier() {
            @Override
            public String name() {
                return "own";
            }

            @Override
            public Optional<Refusal> classify(RestAnswer answer, RestRequest request) {
                return understanding.apply(answer, request);
            }
        };
        return new TestEngine(
                server.baseUrl(),
                EngineOptions.defaults(Duration.ofSeconds(5), Duration.ofSeconds(30), 10),
                new Extensions(Optional.empty(), Optional.of(own)));
    }
}

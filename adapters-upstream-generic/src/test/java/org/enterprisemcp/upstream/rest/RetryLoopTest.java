package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.junit.jupiter.api.Test;

/** The waits between attempts, what ends them, and what a later attempt says about an earlier one. */
class RetryLoopTest {

    private static final Dialect FINAL =
            (answer, _) -> new Refusal(OutcomeKind.DUPLICATE, Refusal.Repeat.NEVER, "is there already", List.of());

    @Test
    void waitsLongerBeforeEachAttempt() {
        with(failing(500), engine -> {
            engine.failureOf(RetrySafety.READ);

            assertThat(engine.waits)
                    .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        });
    }

    @Test
    void shortensAWaitByAtMostAQuarter() {
        try (LoopbackServer server = new LoopbackServer(failing(500))) {
            List<Duration> waits = new ArrayList<>();
            TestEngine times = new TestEngine(server);
            try (RestEngine engine = new RestEngine(
                    TestEngine.options(Duration.ofSeconds(5)), times.clock, Extensions.none(), waits::add, () -> 0.0)) {
                assertThatThrownBy(
                        () -> engine.call(times.scope(), times.request(RetrySafety.READ), TestEngine.BY_STATUS));
            }
            times.close();

            assertThat(waits).containsExactly(Duration.ofMillis(375), Duration.ofMillis(750), Duration.ofMillis(1500));
        }
    }

    @Test
    void waitsAsLongAsTheUpstreamAsks() {
        with(_ -> LoopbackServer.json(429, "{}", "Retry-After: 3"), engine -> {
            McpServerException failure = engine.failureOf(RetrySafety.CREATE);

            assertThat(engine.waits)
                    .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3));
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        });
    }

    @Test
    void neverWaitsLessThanItWouldHave() {
        with(_ -> LoopbackServer.json(429, "{}", "Retry-After: 0"), engine -> {
            engine.failureOf(RetrySafety.READ);

            assertThat(engine.waits.getFirst()).isEqualTo(Duration.ofMillis(500));
        });
    }

    @Test
    void readsADateAsTheTimeToComeBack() {
        TestEngine[] self = new TestEngine[1];
        with(
                request -> LoopbackServer.json(
                        request.number() == 1 ? 503 : 200,
                        "{}",
                        "Retry-After: "
                                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        self[0].clock.instant().plusSeconds(4).atOffset(ZoneOffset.UTC))),
                engine -> {
                    self[0] = engine;

                    assertThat(engine.call(RetrySafety.CREATE).status()).isEqualTo(200);
                    assertThat(engine.waits).containsExactly(Duration.ofSeconds(4));
                });
    }

    @Test
    void failsAtOnceWhenTheUpstreamAsksForTooLongAndSparesItUntilThen() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(429, "{}", "Retry-After: 30"));
                TestEngine engine = new TestEngine(server)) {
            assertThat(engine.failureOf(RetrySafety.READ).retryAfter()).contains(Duration.ofSeconds(30));
            engine.clock.advance(Duration.ofSeconds(10));
            McpServerException second = engine.failureOf(RetrySafety.READ);

            assertThat(second.code()).isEqualTo(ErrorCode.RATE_LIMIT);
            assertThat(second.retryAfter()).contains(Duration.ofSeconds(20));
            assertThat(second.facts().attempts()).isZero();
            assertThat(server.requests()).hasSize(1);

            engine.clock.advance(Duration.ofSeconds(20));
            engine.failureOf(RetrySafety.READ);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void turnsATooLongPauseOfAnUnavailableUpstreamIntoARateLimit() {
        with(_ -> LoopbackServer.json(503, "{}", "Retry-After: 600"), engine -> {
            McpServerException failure = engine.failureOf(RetrySafety.CREATE);

            assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMIT);
            assertThat(failure.retryAfter()).contains(Duration.ofMinutes(10));
        });
    }

    @Test
    void beginsNoAttemptThatTheDeadlineWouldCutShort() {
        with(failing(500), engine -> {
            engine.deadline = Duration.ofMillis(2_600);

            assertThat(engine.failureOf(RetrySafety.READ).facts().attempts()).isEqualTo(3);
        });
    }

    @Test
    void sendsNothingOnceTheDeadlineIsOver() {
        with(failing(500), engine -> {
            engine.deadline = Duration.ZERO;

            assertThat(engine.failureOf(RetrySafety.CREATE).facts().attempts()).isZero();
        });
    }

    @Test
    void stopsRepeatingWhenTheBudgetOfTheAccountIsHalfSpent() {
        with(failing(503, "Retry-After: 1"), engine -> {
            List<Integer> attempts = IntStream.range(0, 4)
                    .mapToObj(_ -> engine.failureOf(RetrySafety.READ).facts().attempts())
                    .toList();

            assertThat(attempts).containsExactly(4, 1, 1, 1);
        });
    }

    @Test
    void earnsTheBudgetBackBySuccesses() {
        RetryBudget budget = new RetryBudget();
        IntStream.range(0, 5).forEach(_ -> budget.failed());
        assertThat(budget.allowsRetry()).isFalse();

        budget.succeeded();
        assertThat(budget.allowsRetry()).isTrue();
    }

    @Test
    void takesAMissingRecordForDeletedWhenAnEarlierAttemptMayHaveDeletedIt() {
        with(statuses(504, 404), engine -> {
            RestAnswer answer = engine.call(RetrySafety.DELETE);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.facts().attempts()).isEqualTo(2);
        });
    }

    @Test
    void doesNotTakeItForDeletedAfterARefusalThatDidNothing() {
        with(
                statuses(429, 404),
                engine ->
                        assertThat(engine.failureOf(RetrySafety.DELETE).code()).isEqualTo(ErrorCode.RECORD_NOT_FOUND));
    }

    @Test
    void keepsSayingThatAWriteMayHaveHappenedWhateverCameAfter() {
        with(
                statuses(504, 429, 429, 429),
                engine -> assertThat(engine.failureOf(RetrySafety.WRITE).code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN));
    }

    @Test
    void doesNotLetARefreshedTokenReplayACreateThatMayHaveHappened() {
        with(
                statuses(504, 401),
                engine -> assertThat(engine.failureOf(RetrySafety.KEYED_CREATE).code())
                        .isEqualTo(ErrorCode.OUTCOME_UNKNOWN));
    }

    @Test
    void neverRepeatsWhatTheDialectCallsFinalWhateverTheStatus() {
        with(failing(500), engine -> {
            McpServerException failure = engine.failureOf(engine.request(RetrySafety.READ), FINAL);

            assertThat(failure.code()).isEqualTo(ErrorCode.DUPLICATE_RECORD);
            assertThat(failure.facts().attempts()).isEqualTo(1);
        });
    }

    @Test
    void repeatsEvenACreateThatTheDialectCallsUnprocessed() {
        Dialect locked =
                (_, _) -> new Refusal(OutcomeKind.CONFLICT, Refusal.Repeat.REFUSED_UNPROCESSED, "locked", List.of());
        with(
                statuses(400, 201),
                engine -> assertThat(engine.call(engine.request(RetrySafety.CREATE), locked)
                                .status())
                        .isEqualTo(201));
    }

    @Test
    void takesAnAlreadyAppliedRequestForASuccessWithoutABody() {
        Dialect applied = (_, _) -> new Refusal(OutcomeKind.ALREADY_APPLIED, Refusal.Repeat.NEVER, "", List.of());
        with(
                failing(400),
                engine -> assertThat(engine.call(engine.request(RetrySafety.KEYED_CREATE), applied)
                                .body()
                                .isMissingNode())
                        .isTrue());
    }

    @Test
    void reportsAllAttemptsTheLastStatusAndTheUpstreamsOwnIdOfTheExchange() {
        with(
                request -> LoopbackServer.json(
                        request.number() < 3 ? 502 : 200, "{}", "X-Request-Id: r-" + request.number()),
                engine -> {
                    RestAnswer answer = engine.call(RetrySafety.READ);

                    assertThat(answer.facts().attempts()).isEqualTo(3);
                    assertThat(answer.facts().status()).hasValue(200);
                    assertThat(answer.facts().operationId()).isEqualTo(Optional.of("r-3"));
                });
    }

    @Test
    void joinsTheIdsOfTheExchangeWhereTheUpstreamHasSeveral() {
        EngineOptions options = TestEngine.options(Duration.ofSeconds(5))
                .withOperationIdHeaders("X-Operation-Id", "X-Job-Id", "X-Trace");
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(
                        200, "{}", "X-Trace: t\t1", "X-Operation-Id: op-1", "X-Request-Id: not asked for"));
                TestEngine engine = new TestEngine(server, options)) {
            assertThat(engine.call(RetrySafety.READ).facts().operationId()).contains("op-1; t 1");
        }
    }

    @Test
    void hasNoIdOfTheExchangeWhereTheUpstreamGivesNone() {
        with(
                failing(404, "X-Request-Id: "),
                engine -> assertThat(engine.failureOf(RetrySafety.READ).facts().operationId())
                        .isEmpty());
    }

    private static void with(Function<Request, Reply> script, Consumer<TestEngine> test) {
        try (LoopbackServer server = new LoopbackServer(script);
                TestEngine engine = new TestEngine(server)) {
            test.accept(engine);
        }
    }

    private static Function<Request, Reply> failing(int status, String... headers) {
        return _ -> LoopbackServer.json(status, "{}", headers);
    }

    /** The statuses one after the other; the last one stays. */
    private static Function<Request, Reply> statuses(int... statuses) {
        return request -> LoopbackServer.json(statuses[Math.min(request.number(), statuses.length) - 1], "{}");
    }
}

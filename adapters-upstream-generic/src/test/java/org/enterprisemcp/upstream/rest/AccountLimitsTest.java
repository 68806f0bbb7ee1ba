package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.upstream.rest.AccountLimits.Entry;
import org.enterprisemcp.upstream.rest.AccountLimits.Turn;
import org.junit.jupiter.api.Test;

class AccountLimitsTest {

    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private final MutableClock clock = new MutableClock();

    @Test
    void refusesWhoFindsNoPlaceInTimeAndSaysWhenToComeBack() throws InterruptedException {
        AccountLimits limits = new AccountLimits(1, Duration.ZERO, clock);
        try (Turn taken = (Turn) limits.enter(A_MOMENT)) {
            taken.healthy();
            assertThat(limits.enter(A_MOMENT))
                    .isInstanceOfSatisfying(
                            Entry.Refused.class,
                            refused -> assertThat(refused.retryAfter()).isPositive());
        }
        assertThat(limits.enter(A_MOMENT)).isInstanceOf(Turn.class);
    }

    @Test
    void refusesAtOnceWhoFindsTheLineFull() throws Exception {
        AccountLimits limits = new AccountLimits(1, Duration.ZERO, clock);
        int longest = 1 + AccountLimits.LINE_PER_PLACE;
        List<Thread> line = new ArrayList<>();
        try (Turn taken = (Turn) limits.enter(A_MOMENT)) {
            taken.healthy();
            for (int i = 0; i < longest; i++) {
                line.add(Thread.ofVirtual().start(() -> entered(limits, AccountLimits.PATIENCE)));
            }
            while (limits.inLine() < longest) {
                Thread.onSpinWait();
            }
            long begun = System.nanoTime();
            assertThat(limits.enter(AccountLimits.PATIENCE)).isInstanceOf(Entry.Refused.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AccountLimits.PATIENCE.dividedBy(2));
        }
        for (Thread waiting : line) {
            waiting.join();
        }
        assertThat(limits.inLine()).isZero();
        assertThat(limits.report().running()).isZero();
    }

    private static void entered(AccountLimits limits, Duration patience) {
        try {
            if (limits.enter(patience) instanceof Turn turn) {
                turn.close();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void refusesEverybodyWhileItCoolsDown() throws InterruptedException {
        AccountLimits limits = new AccountLimits(1, Duration.ZERO, clock);
        limits.cooldown().closeFor(Duration.ofSeconds(30));

        assertThat(limits.enter(A_MOMENT)).isInstanceOf(Entry.Refused.class);
        clock.advance(Duration.ofSeconds(30));
        assertThat(limits.enter(A_MOMENT)).isInstanceOf(Turn.class);
    }

    @Test
    void doesNotCoolDownForDaysBecauseOfOneHeader() {
        Cooldown cooldown = new Cooldown(clock);
        cooldown.closeFor(Duration.ofDays(365));

        assertThat(cooldown.closedFor()).contains(Cooldown.LONGEST);
    }

    @Test
    void givesItsPlaceBackWhenTheBreakerRefuses() throws InterruptedException {
        AccountLimits limits = new AccountLimits(1, Duration.ZERO, clock);
        for (int i = 0; i < CircuitBreaker.LEAST_VOLUME; i++) {
            try (Turn turn = (Turn) limits.enter(A_MOMENT)) {
                turn.unhealthy();
            }
        }
        assertThat(limits.enter(A_MOMENT)).isInstanceOf(Entry.Refused.class);
        clock.advance(CircuitBreaker.PAUSE);
        assertThat(limits.enter(A_MOMENT)).isInstanceOf(Turn.class);
    }

    @Test
    void reportsHowManyCallsRunAndHowManyMay() throws InterruptedException {
        AccountLimits limits = new AccountLimits(3, Duration.ZERO, clock);
        assertThat(limits.report()).isEqualTo(new LimitsReport(3, 0, Optional.empty(), false));
        try (Turn one = (Turn) limits.enter(A_MOMENT);
                Turn two = (Turn) limits.enter(A_MOMENT)) {
            one.healthy();
            two.healthy();
            assertThat(limits.report()).isEqualTo(new LimitsReport(3, 2, Optional.empty(), false));
        }
        assertThat(limits.report().running()).isZero();
    }

    @Test
    void reportsThePauseThatTheUpstreamAskedForUntilItIsOver() {
        AccountLimits limits = new AccountLimits(3, Duration.ZERO, clock);
        limits.cooldown().closeFor(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(10));
        assertThat(limits.report()).isEqualTo(new LimitsReport(3, 0, Optional.of(Duration.ofSeconds(20)), false));
        clock.advance(Duration.ofSeconds(20));
        assertThat(limits.report().pause()).isEmpty();
    }

    @Test
    void reportsThatCallsAreHeldBackFromAFailingUpstream() throws InterruptedException {
        AccountLimits limits = new AccountLimits(3, Duration.ZERO, clock);
        for (int i = 0; i < CircuitBreaker.LEAST_VOLUME; i++) {
            try (Turn turn = (Turn) limits.enter(A_MOMENT)) {
                turn.unhealthy();
            }
        }
        assertThat(limits.report()).isEqualTo(new LimitsReport(3, 0, Optional.empty(), true));
    }

    @Test
    void forgetsIdleAccountsOnlyAndNoneThatIsHeldBack() {
        LimitsByTarget limits = new LimitsByTarget(2, Duration.ZERO, clock);
        limits.of(target("idle"));
        limits.of(target("cooling")).cooldown().closeFor(Cooldown.LONGEST);
        clock.advance(LimitsByTarget.IDLE.plusSeconds(1));
        limits.of(target("fresh"));

        assertThat(limits.size()).isEqualTo(2);
        assertThat(limits.of(target("cooling")).cooldown().closedFor()).isPresent();
    }

    @Test
    void staysBoundedHoweverManyAccountsCome() {
        LimitsByTarget limits = new LimitsByTarget(2, Duration.ZERO, clock);
        for (int i = 0; i < 3 * LimitsByTarget.CROWDED; i++) {
            limits.of(target("account-" + i));
            clock.advance(Duration.ofMillis(1));
        }
        assertThat(limits.size()).isLessThanOrEqualTo(LimitsByTarget.CROWDED);
    }

    @Test
    void opensOnAFailingUpstreamAndRefusesWithoutSending() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(500, "{}"));
                TestEngine engine = new TestEngine(server)) {
            List<ErrorCode> codes = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                codes.add(engine.failureOf(RetrySafety.CREATE).code());
            }
            assertThat(codes.subList(0, 10)).containsOnly(ErrorCode.OUTCOME_UNKNOWN);
            assertThat(codes.subList(10, 12)).containsOnly(ErrorCode.RATE_LIMIT);
            assertThat(server.requests()).hasSize(10);
            assertThat(engine.failureOf(RetrySafety.READ).retryAfter()).contains(CircuitBreaker.PAUSE);
        }
    }

    @Test
    void doesNotOpenOnRefusals() {
        try (LoopbackServer server = new LoopbackServer(
                        request -> LoopbackServer.json(request.number() % 2 == 0 ? 404 : 429, "{}"));
                TestEngine engine = new TestEngine(server)) {
            for (int i = 0; i < 30; i++) {
                McpServerException failure = engine.failureOf(RetrySafety.READ);
                assertThat(failure.facts().attempts()).isPositive();
            }
        }
    }

    private static Target target(String account) {
        return new Target(Optional.of(new AccountId(account)), new BaseUrl("https://api.example.com/"));
    }
}

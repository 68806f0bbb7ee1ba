package org.enterprisemcp.upstream.rest;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.TokenExpired;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException.RecordNotFound;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.AttemptSpan;
import org.enterprisemcp.domain.port.AttemptStart;
import org.enterprisemcp.domain.port.CallScope;
import org.jspecify.annotations.Nullable;

/**
 * One call: the request, its attempts and the waits between them. The loop is outermost, so every attempt takes a place of its own
 * and counts for the breaker, and no place is held while the call waits.
 */
final class RestCall {

    /** An attempt that has less time than this left is not worth beginning. */
    private static final Duration LEAST_TIME = Duration.ofSeconds(1);

    /** Some upstreams say "missing" with 400; only where "forbidden" may be meant, nothing is proven. */
    private static final int FORBIDDEN = 403;

    private static final int PRECONDITION_FAILED = 412;

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final HttpChannel channel;
    private final EngineOptions options;
    private final Clock clock;
    private final Sleeper sleeper;
    private final DoubleSupplier random;
    private final CallScope scope;
    private final RestRequest request;
    private final @Nullable Customizing customizing;
    private final AccountLimits limits;

    private Outgoing outgoing;
    private Judge judge;
    private Optional<RestAnswer> previous = Optional.empty();
    private CallFacts facts = CallFacts.none();
    private int number;
    private Instant waitingSince;
    private boolean mayHaveHappened;

    /**
     * @param outgoing the request as it goes out where nobody changes it
     * @param customizing who changes it before each attempt, or null for nobody
     */
    RestCall(
            RestEngine.Tools tools,
            CallScope scope,
            Outgoing outgoing,
            @Nullable Customizing customizing,
            Judge judge) {
        this.channel = tools.channel();
        this.options = tools.options();
        this.clock = tools.clock();
        this.sleeper = tools.sleeper();
        this.random = tools.random();
        this.scope = scope;
        this.request = outgoing.request();
        this.outgoing = outgoing;
        this.customizing = customizing;
        this.limits = tools.limits().of(scope.target());
        this.judge = judge;
        this.waitingSince = clock.instant();
    }

    RestAnswer run() {
        try {
            for (int attempt = 1; ; attempt++) {
                switch (attempt()) {
                    case Verdict.Done done -> {
                        return done.answer();
                    }
                    case Verdict.Failed failed -> {
                        waitingSince = clock.instant();
                        previous = failed.answer();
                        sleeper.sleep(waitAfter(attempt, failed));
                    }
                }
            }
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw last(FailureClass.NOT_SENT, judge.failures().cancelled(facts));
        }
    }

    private Verdict attempt() throws InterruptedException {
        awaitPace();
        checkTime();
        if (customizing != null) {
            customize(customizing);
            checkTime();
        }
        return switch (limits.enter(rest())) {
            case AccountLimits.Entry.Refused refused ->
                throw last(
                        FailureClass.REFUSED,
                        new UpstreamException.RateLimit(refused.why(), Optional.of(refused.retryAfter()), facts));
            case AccountLimits.Turn turn -> {
                try (turn) {
                    yield attempted(turn);
                }
            }
        };
    }

    /** Calls of one account follow each other no faster than the upstream was promised. */
    private void awaitPace() throws InterruptedException {
        Duration most = rest().minus(LEAST_TIME);
        Duration wait = limits.gate()
                .reserve(most.compareTo(AccountLimits.PATIENCE) < 0 ? most : AccountLimits.PATIENCE)
                .orElseThrow(() -> last(
                        FailureClass.REFUSED,
                        new UpstreamException.RateLimit(
                                "More calls wait for this account than may be made in a second.",
                                Optional.of(AccountLimits.PATIENCE),
                                facts)));
        if (!wait.isZero()) {
            sleeper.sleep(wait);
        }
    }

    private void checkTime() {
        if (rest().compareTo(Duration.ofMillis(1)) < 0) {
            throw last(
                    FailureClass.NOT_SENT,
                    new UpstreamException.Timeout("The time for this call was over before it could be sent.", facts));
        }
    }

    /** Before a place is taken: what the customizer sends takes places of its own, and with one place both would wait. */
    private void customize(Customizing customizer) {
        try {
            outgoing = customizer.prepare(number + 1, previous, facts);
            judge = judge.keepingBack(customizer.secretsOf(outgoing));
        } catch (McpServerException failure) {
            throw last(FailureClass.NOT_SENT, failure);
        }
    }

    private Verdict attempted(AccountLimits.Turn turn) {
        Duration rest = rest();
        Duration timeout = rest.compareTo(options.attemptTimeout()) < 0 ? rest : options.attemptTimeout();
        Verdict verdict = judge.judge(sent(timeout), facts);
        switch (verdict) {
            case Verdict.Done done -> {
                facts = done.answer().facts();
                turn.healthy();
                limits.retries().succeeded();
            }
            case Verdict.Failed failed -> {
                facts = failed.failure().facts();
                report(failed, turn);
            }
        }
        return goneBefore(verdict);
    }

    /** Sends it once, before the eyes of whoever observes the call. */
    private Exchange sent(Duration timeout) {
        URI url = outgoing.request().url();
        AttemptSpan span = scope.span()
                .attempt(new AttemptStart(
                        request.method(),
                        Objects.requireNonNullElse(url.getHost(), ""),
                        portOf(url),
                        scope.target().label(),
                        ++number,
                        Duration.between(waitingSince, clock.instant())));
        AttemptSpan.Result end = Exchange.BROKEN_OFF;
        try {
            Exchange exchange = channel.send(outgoing.request(), with(span.headers()), outgoing.body(), timeout);
            end = exchange.end();
            return exchange;
        } finally {
            span.ended(end);
        }
    }

    private Map<String, String> with(Map<String, String> further) {
        if (further.isEmpty()) {
            return outgoing.headers();
        }
        Map<String, String> all = new HashMap<>(outgoing.headers());
        all.putAll(further);
        return all;
    }

    private static int portOf(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "http".equals(url.getScheme()) ? HTTP_PORT : HTTPS_PORT;
    }

    private void report(Verdict.Failed failed, AccountLimits.Turn turn) {
        switch (failed.health()) {
            case HEALTHY -> turn.healthy();
            case UNHEALTHY -> turn.unhealthy();
            case UNKNOWN -> {
                // The turn closes without a word.
            }
        }
        if (failed.repeat()) {
            limits.retries().failed();
        }
    }

    /** A record that is missing on a repetition was deleted by the attempt of which no answer came. */
    private Verdict goneBefore(Verdict verdict) {
        if (mayHaveHappened
                && request.safety() == RetrySafety.DELETE
                && verdict instanceof Verdict.Failed failed
                && failed.failureClass() == FailureClass.PERMANENT
                && failed.failure() instanceof RecordNotFound
                && facts.status().orElse(0) != FORBIDDEN) {
            return new Verdict.Done(RestAnswer.withoutBody(facts));
        }
        return verdict;
    }

    private Duration waitAfter(int attempt, Verdict.Failed failed) {
        boolean mayBeRepeated = failed.repeat() && safety().mayRepeatAfter(failed.failureClass());
        if (failed.failureClass() == FailureClass.AMBIGUOUS) {
            mayHaveHappened = true;
        }
        Optional<Duration> asked = failed.retryAfter();
        if (asked.isPresent() && isTooLong(asked.get())) {
            limits.cooldown().closeFor(asked.get());
            throw last(failed.failureClass(), rateLimit(failed.failure(), asked.get()));
        }
        if (!mayBeRepeated
                || attempt > options.pace().waits().size()
                || !limits.retries().allowsRetry()) {
            throw last(failed.failureClass(), failed.failure());
        }
        Duration own = jittered(options.pace().waits().get(attempt - 1));
        Duration wait = asked.filter(hint -> hint.compareTo(own) > 0).orElse(own);
        if (rest().compareTo(wait.plus(LEAST_TIME)) < 0) {
            throw last(failed.failureClass(), failed.failure());
        }
        return wait;
    }

    /**
     * The failure that ends the call. Where an attempt may have changed something and nothing later proves what became of it, that
     * is what the caller must know, whatever the last attempt said.
     */
    private McpServerException last(FailureClass failureClass, McpServerException failure) {
        boolean unproven = switch (failureClass) {
            case AMBIGUOUS -> true;
            case NOT_SENT, REFUSED -> mayHaveHappened;
            // The application would answer an expired token by sending the call anew, as if it were the first time.
            // A repetition that finds the record changed may have found its own first attempt.
            case PERMANENT ->
                mayHaveHappened
                        && ((request.safety().isRiskyTwice() && failure instanceof TokenExpired)
                                || (request.isConditional() && facts.status().orElse(0) == PRECONDITION_FAILED));
        };
        return unproven && request.safety().changesSomething()
                ? judge.failures().outcomeUnknown(facts)
                : failure;
    }

    private boolean isTooLong(Duration asked) {
        return asked.compareTo(options.maxRetryAfter()) > 0 || asked.compareTo(rest()) > 0;
    }

    private UpstreamException.RateLimit rateLimit(McpServerException failure, Duration wait) {
        return failure instanceof UpstreamException.RateLimit limit
                ? limit
                : new UpstreamException.RateLimit(failure.safeMessage(), Optional.of(wait), facts);
    }

    private RetrySafety safety() {
        return request.safety() == RetrySafety.CREATE && options.repeatCreates()
                ? RetrySafety.KEYED_CREATE
                : request.safety();
    }

    private Duration jittered(Duration wait) {
        double factor = 1 - options.pace().jitter() * (1 - random.getAsDouble());
        return Duration.ofNanos((long) (wait.toNanos() * factor));
    }

    private Duration rest() {
        return Duration.between(clock.instant(), scope.deadline());
    }
}

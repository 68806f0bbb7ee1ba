package org.enterprisemcp.testkit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.TokenExpired;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.testkit.contract.FaultyWire;

/**
 * The way to a fake upstream: it keeps the scopes, counts, fails on demand, and repeats a request that went wrong the way an
 * adapter should, only without waiting. One call at a time.
 */
final class FakeWire implements FaultyWire {

    private static final int ATTEMPTS = 4;
    private static final Set<Aim> RISKY_TWICE = Set.of(Aim.CREATE, Aim.TRANSFORM, Aim.BATCH);
    private static final Set<Aim> CHANGES_NOTHING = Set.of(Aim.READ, Aim.QUERY);

    private final Clock clock;
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final List<CallScope> scopes = new ArrayList<>();
    private final Map<Aim, Deque<Fault>> faults = new EnumMap<>(Aim.class);
    private int requests;

    FakeWire(Clock clock) {
        this.clock = clock;
    }

    synchronized void failNext(RuntimeException failure) {
        failures.add(failure);
    }

    synchronized List<CallScope> scopes() {
        return List.copyOf(scopes);
    }

    @Override
    public synchronized int requests() {
        return requests;
    }

    @Override
    public synchronized void befall(Aim aim, Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            faults.computeIfAbsent(aim, none -> new ArrayDeque<>()).add(fault);
        }
    }

    /** Notes the call and fails if it was told to; nothing is sent yet. */
    synchronized void enter(CallScope scope) {
        scopes.add(scope);
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Sends a request, several times if need be.
     *
     * @param status the status of success
     * @param work what the upstream does
     */
    synchronized <T> Answer<T> send(CallScope scope, Aim aim, int status, Supplier<T> work) {
        if (!clock.instant().isBefore(scope.deadline())) {
            throw new UpstreamException.Timeout("The time for this call was over.", CallFacts.none());
        }
        Optional<T> done = Optional.empty();
        for (int attempt = 1; ; attempt++) {
            requests++;
            Optional<Fault> fault = Optional.ofNullable(faults.get(aim)).map(Deque::poll);
            if (fault.isEmpty()) {
                // What an earlier attempt deleted is not there any more.
                T value = aim == Aim.DELETE && done.isPresent() ? done.get() : work.get();
                return new Answer<>(value, CallFacts.answered(status, attempt));
            }
            switch (fault.get()) {
                case CUT_AFTER_THE_WORK -> done = Optional.of(work.get());
                case TRUNCATED_ANSWER -> {
                    done = Optional.of(work.get());
                    if (!CHANGES_NOTHING.contains(aim)) {
                        return new Answer<>(done.get(), CallFacts.answered(status, attempt));
                    }
                }
                default -> {
                    // The work is not done.
                }
            }
            refuseUnlessRepeated(aim, fault.get(), attempt);
        }
    }

    private static void refuseUnlessRepeated(Aim aim, Fault fault, int attempt) {
        McpServerException failure = failure(aim, fault, attempt);
        boolean repeated = switch (fault) {
            case TOO_MANY_REQUESTS, UNAVAILABLE_FOR_A_MOMENT -> true;
            case CUT_BEFORE_THE_WORK, CUT_AFTER_THE_WORK, TRUNCATED_ANSWER, UNAVAILABLE, BAD_GATEWAY_PAGE ->
                !RISKY_TWICE.contains(aim);
            case LATE_ANSWER, TOO_MANY_REQUESTS_FOR_AN_HOUR, EXPIRED_TOKEN, ECHOED_CREDENTIAL -> false;
        };
        if (!repeated || attempt == ATTEMPTS) {
            throw failure;
        }
    }

    private static McpServerException failure(Aim aim, Fault fault, int attempt) {
        CallFacts unanswered = CallFacts.unanswered(attempt);
        return switch (fault) {
            case CUT_BEFORE_THE_WORK, CUT_AFTER_THE_WORK, TRUNCATED_ANSWER, UNAVAILABLE, BAD_GATEWAY_PAGE ->
                CHANGES_NOTHING.contains(aim)
                        ? new UpstreamException.Server("The upstream gave no answer.", unanswered)
                        : unknown(unanswered);
            case LATE_ANSWER ->
                CHANGES_NOTHING.contains(aim)
                        ? new UpstreamException.Timeout("The upstream did not answer in time.", unanswered)
                        : unknown(unanswered);
            case TOO_MANY_REQUESTS -> tooMany(Duration.ofSeconds(1), attempt);
            case TOO_MANY_REQUESTS_FOR_AN_HOUR -> tooMany(Duration.ofHours(1), attempt);
            case UNAVAILABLE_FOR_A_MOMENT ->
                new UpstreamException.Server("The upstream is busy.", CallFacts.answered(503, attempt));
            case EXPIRED_TOKEN -> new TokenExpired(CallFacts.answered(401, attempt));
            case ECHOED_CREDENTIAL ->
                new UpstreamException.Validation(
                        "The upstream refuses the call.", List.of(), CallFacts.answered(400, attempt));
        };
    }

    private static McpServerException unknown(CallFacts facts) {
        return new UpstreamException.OutcomeUnknown(
                "The upstream may or may not have done it.", "Look before you do it again.", facts);
    }

    private static McpServerException tooMany(Duration wait, int attempt) {
        return new UpstreamException.RateLimit("Too many calls.", Optional.of(wait), CallFacts.answered(429, attempt));
    }
}

package org.enterprisemcp.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.TokenExpired;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallObserver;
import org.enterprisemcp.domain.port.CallObserver.Observation;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.UpstreamToken;

/**
 * The way of every call to the upstream: resolve the target, fetch the token, call, and where the upstream says that the token
 * has expired, renew it once and replay once (it refused the call, so even a create may be replayed). One deadline spans it all.
 */
public final class UpstreamCall {

    private final TargetPolicy targets;
    private final UpstreamTokens tokens;
    private final CallObserver observer;
    private final Clock clock;
    private final Duration budget;

    /** @param budget how long one call may take in all */
    public UpstreamCall(
            TargetPolicy targets, UpstreamTokens tokens, CallObserver observer, Clock clock, Duration budget) {
        this.targets = Objects.requireNonNull(targets, "targets");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.observer = Objects.requireNonNull(observer, "observer");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.budget = Objects.requireNonNull(budget, "budget");
    }

    /**
     * Runs one call.
     *
     * @param operation the use case's name for logs and metrics: {@code create_record}
     * @param caller who calls
     * @param request where the caller would like the call to go, and what else came with it
     * @param call the port's method
     */
    <T> Answer<T> run(String operation, Caller caller, CallRequest request, Function<CallScope, Answer<T>> call) {
        Instant begin = clock.instant();
        Optional<Target> target = Optional.empty();
        try {
            target = Optional.of(targets.resolve(caller, request.target()));
            Answer<T> answer = withLiveToken(caller, target.get(), request, begin.plus(budget), call);
            observe(operation, caller, request, target, Optional.empty(), answer.facts(), begin);
            return answer;
        } catch (McpServerException failure) {
            observe(operation, caller, request, target, Optional.of(failure.code()), failure.facts(), begin);
            throw failure;
        }
    }

    private <T> Answer<T> withLiveToken(
            Caller caller, Target target, CallRequest request, Instant deadline, Function<CallScope, Answer<T>> call) {
        UpstreamToken token = tokens.forCaller(caller, target);
        try {
            return call.apply(scope(target, token, deadline, request));
        } catch (TokenExpired expired) {
            UpstreamToken renewed = tokens.renewed(caller, target, token, expired.facts());
            return call.apply(scope(target, renewed, deadline, request)).after(expired.facts());
        }
    }

    private static CallScope scope(Target target, UpstreamToken token, Instant deadline, CallRequest request) {
        return new CallScope(
                target,
                token,
                deadline,
                request.options(),
                request.progress(),
                request.origin().span());
    }

    private void observe(
            String operation,
            Caller caller,
            CallRequest request,
            Optional<Target> target,
            Optional<ErrorCode> failure,
            CallFacts facts,
            Instant begin) {
        Duration elapsed = Duration.between(begin, clock.instant());
        Observation observed = new Observation(
                operation, caller, target.map(Target::label), failure, facts, elapsed, request.origin());
        observer.observed(observed);
        request.origin().span().called(observed);
    }
}

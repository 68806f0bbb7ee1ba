package org.enterprisemcp.upstream.rest;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.AuthenticationException;
import org.enterprisemcp.domain.error.RecordException;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.TargetLoad;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.jspecify.annotations.Nullable;

/**
 * Calls one REST upstream: blocking, on the calling thread, which should be a virtual one. It shows the credential, bounds time and
 * size, repeats what may be repeated, holds back what would hurt, and turns every end into an answer or one sealed failure. It
 * knows no upstream; what a vendor's answers mean is the {@link Dialect}'s. Safe for use by several threads.
 */
public final class RestEngine implements AutoCloseable {

    private static final String USER_AGENT = "enterprise-mcp";

    private final Tools tools;
    private final Credentials credentials;
    private final RetryAfter retryAfter;
    private final Extensions extensions;
    private final @Nullable CredentialMarks marks;
    private final CountDownLatch closing;

    /** An engine of its own connections; close it to release them. */
    public RestEngine(EngineOptions options, Clock clock) {
        this(options, clock, Extensions.none());
    }

    /** An engine whose requests and answers pass through the upstream's Java parts. */
    public RestEngine(EngineOptions options, Clock clock, Extensions extensions) {
        this(options, clock, extensions, new CountDownLatch(1));
    }

    private RestEngine(EngineOptions options, Clock clock, Extensions extensions, CountDownLatch closing) {
        this(
                options,
                clock,
                extensions,
                // Waits end early when the engine is closed; the attempt that follows finds the pool shut.
                wait -> closing.await(wait.toNanos(), TimeUnit.NANOSECONDS),
                () -> ThreadLocalRandom.current().nextDouble(),
                closing);
    }

    RestEngine(EngineOptions options, Clock clock, Extensions extensions, Sleeper sleeper, DoubleSupplier random) {
        this(options, clock, extensions, sleeper, random, new CountDownLatch(1));
    }

    private RestEngine(
            EngineOptions options,
            Clock clock,
            Extensions extensions,
            Sleeper sleeper,
            DoubleSupplier random,
            CountDownLatch closing) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(clock, "clock");
        this.tools = new Tools(
                new HttpChannel(options),
                options,
                clock,
                sleeper,
                random,
                new JsonCodec(),
                new LimitsByTarget(options.concurrency(), options.pace().step(), clock));
        this.credentials = new Credentials(options.bearerScheme());
        this.retryAfter = new RetryAfter(clock);
        this.extensions = Objects.requireNonNull(extensions, "extensions");
        this.marks = extensions.customizer().isPresent() ? new CredentialMarks(new SecureRandom()) : null;
        this.closing = closing;
    }

    /**
     * Sends a request and brings the answer, after as many attempts as are safe and worth it.
     *
     * @param scope where to, with what credential, until when
     * @param request what to send
     * @param dialect what refusals mean here
     * @return an answer whose status is one of the request's successes; or the refusal to a repetition that proves that an
     *     earlier attempt succeeded, which has no body
     * @throws UpstreamException when the upstream cannot be reached, refuses or fails
     * @throws RecordException when the record is missing, or is there already
     * @throws AuthenticationException when the upstream refuses the credential
     */
    public RestAnswer call(CallScope scope, RestRequest request, Dialect dialect) {
        return run(
                scope,
                request,
                dialect,
                extensions
                        .customizer()
                        .map(customizer -> new Customizing(customizer, this, scope, request, dialect))
                        .orElse(null));
    }

    /** A customizer's own request. */
    RestAnswer callWithoutCustomizer(CallScope scope, RestRequest request, Dialect dialect) {
        return run(scope, request, dialect, null);
    }

    private RestAnswer run(CallScope scope, RestRequest request, Dialect dialect, @Nullable Customizing customizing) {
        Judge judge = new Judge(
                request, dialect, extensions.classifier(), tools.options(), tools.json(), retryAfter, secrets(scope));
        return new RestCall(tools, scope, outgoing(request, scope.token()), customizing, judge).run();
    }

    /** A request as it goes out with a credential. */
    Outgoing outgoing(RestRequest request, UpstreamToken token) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.putIfAbsent("Accept", "application/json");
        headers.put("Accept-Encoding", "gzip");
        headers.put("User-Agent", USER_AGENT);
        tools.options().secretHeaders().forEach((name, secret) -> headers.put(name, secret.reveal()));
        headers.putAll(credentials.headers(token));
        return new Outgoing(request, headers, written(request));
    }

    private byte @Nullable [] written(RestRequest request) {
        return request.body()
                .map(fields ->
                        request.form() ? FormCodec.write(fields) : tools.json().write(fields))
                .orElse(null);
    }

    /** See {@link AttemptContext#credentialMark}. */
    String markOf(UpstreamToken token) {
        return Objects.requireNonNull(marks, "only customizers ask").of(token);
    }

    private List<String> secrets(CallScope scope) {
        return Stream.concat(
                        Credentials.secrets(scope.token()).stream(),
                        tools.options().secretHeaders().values().stream().map(Secret::reveal))
                .toList();
    }

    /** How long one tool call may take in all. */
    public Duration callBudget() {
        return tools.options().callBudget();
    }

    /**
     * Waits between two requests of one call; not beyond the call's deadline, and no longer when the engine is closed.
     *
     * @return whether there is time left for another request
     */
    public boolean pause(CallScope scope, Duration time) {
        Duration rest = Duration.between(tools.clock().instant(), scope.deadline());
        if (rest.compareTo(time) <= 0) {
            return false;
        }
        try {
            tools.sleeper().sleep(time);
            return closing.getCount() > 0;
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets no further call to a target begin for a time: its quota is used up. */
    public void holdBack(Target target, Duration time) {
        tools.limits().of(target).cooldown().closeFor(time);
    }

    /** How far the limits of a target's calls are used. */
    public LimitsReport limits(Target target) {
        return tools.limits().of(target).report();
    }

    /** How far the limits of all targets are used that were called lately. */
    public List<TargetLoad> loads() {
        return tools.limits().loads();
    }

    /** Releases the connections; calls in flight fail and waiting ones end. */
    @Override
    public void close() {
        closing.countDown();
        tools.channel().close();
    }

    /** What every call of this engine shares. */
    record Tools(
            HttpChannel channel,
            EngineOptions options,
            Clock clock,
            Sleeper sleeper,
            DoubleSupplier random,
            JsonCodec json,
            LimitsByTarget limits) {}
}

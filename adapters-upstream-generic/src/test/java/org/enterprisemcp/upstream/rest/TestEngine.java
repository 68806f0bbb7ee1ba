package org.enterprisemcp.upstream.rest;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallOptions;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.ProgressListener;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.MutableClock;

/** An engine whose waits take no time: they are noted, and the clock moves on by them. */
final class TestEngine implements AutoCloseable {

    static final Dialect BY_STATUS = (answer, _) -> Refusal.ofStatus(answer.status());

    final MutableClock clock;
    final List<Duration> waits = new ArrayList<>();
    Duration deadline = Duration.ofSeconds(30);
    RequestSpan span = RequestSpan.none();
    UpstreamToken token = new UpstreamToken.Bearer(new Secret("s3cret-token"));
    private final String baseUrl;
    private final RestEngine engine;

    TestEngine(LoopbackServer server) {
        this(server.baseUrl(), EngineOptions.defaults(Duration.ofSeconds(5), Duration.ofSeconds(30), 10));
    }

    TestEngine(LoopbackServer server, EngineOptions options) {
        this(server.baseUrl(), options);
    }

    TestEngine(String baseUrl, EngineOptions options) {
        this(baseUrl, options, Extensions.none());
    }

    TestEngine(String baseUrl, EngineOptions options, Extensions extensions) {
        this(baseUrl, options, extensions, new MutableClock());
    }

    TestEngine(String baseUrl, EngineOptions options, Extensions extensions, MutableClock clock) {
        this.baseUrl = baseUrl;
        this.clock = clock;
        this.engine = new RestEngine(
                options,
                clock,
                extensions,
                wait -> {
                    waits.add(wait);
                    clock.advance(wait);
                },
                () -> 1.0);
    }

    static EngineOptions options(Duration attemptTimeout) {
        return EngineOptions.defaults(attemptTimeout, Duration.ofSeconds(30), 10);
    }

    static EngineOptions withMaxBody(int bytes) {
        return new EngineOptions(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                10,
                false,
                bytes,
                Duration.ofSeconds(10),
                "Bearer",
                List.of("X-Request-Id"),
                EngineOptions.Pace.usual(),
                Map.of());
    }

    static EngineOptions repeatingCreates() {
        return options(Duration.ofSeconds(5))
                .overriddenBy(
                        name -> Optional.of("seed").filter(_ -> name.equals("UPSTREAM_RETRY_CREATE")),
                        new ArrayList<>());
    }

    CallScope scope() {
        return new CallScope(
                new Target(Optional.empty(), new BaseUrl(baseUrl)),
                token,
                clock.instant().plus(deadline),
                CallOptions.none(),
                ProgressListener.none(),
                span);
    }

    RestRequest request(RetrySafety safety) {
        URI url = URI.create(baseUrl + "customer/1");
        RestRequest request = switch (safety) {
            case READ -> RestRequest.of("read", safety, "GET", url);
            case DELETE -> RestRequest.of("delete", safety, "DELETE", url);
            case WRITE -> RestRequest.of("update", safety, "PATCH", url).withBody(new Fields(Map.of("a", 1)));
            case CREATE, KEYED_CREATE ->
                RestRequest.of("create", safety, "POST", url).withBody(new Fields(Map.of("a", 1)));
            case ACTION -> RestRequest.of("action", safety, "POST", url).withBody(new Fields(Map.of("a", 1)));
        };
        return safety == RetrySafety.CREATE || safety == RetrySafety.KEYED_CREATE
                ? request.about(new RecordType("customer"))
                : request.about(new RecordType("customer"), new RecordId("1"));
    }

    RestAnswer call(RetrySafety safety) {
        return call(request(safety));
    }

    RestAnswer call(RestRequest request) {
        return engine.call(scope(), request, BY_STATUS);
    }

    RestAnswer call(RestRequest request, Dialect dialect) {
        return engine.call(scope(), request, dialect);
    }

    /** What the call fails with; a success is a failure of the test. */
    McpServerException failureOf(RetrySafety safety) {
        return failureOf(request(safety), BY_STATUS);
    }

    McpServerException failureOf(RestRequest request, Dialect dialect) {
        try {
            CallFacts facts = engine.call(scope(), request, dialect).facts();
            throw new AssertionError("the call succeeded: " + facts);
        } catch (McpServerException failure) {
            return failure;
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}

package org.enterprisemcp.bootstrap;

import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.bootstrap.settings.ServerConfig;
import org.enterprisemcp.mcp.transport.Access;
import org.enterprisemcp.mcp.transport.McpHttp;
import org.enterprisemcp.mcp.transport.SseHttp;
import org.enterprisemcp.oauth.endpoint.BearerFilter;

/**
 * The HTTP endpoints for MCP clients, behind the filter that knows who calls.
 *
 * @param http for all revisions since 2025-03-26
 * @param sse for the one before, where it is wanted
 * @param filter lets callers in, where anybody is asked to sign in
 */
record McpDoors(McpHttp http, Optional<SseHttp> sse, Optional<BearerFilter> filter) implements AutoCloseable {

    static McpDoors of(Assembly assembly) {
        Access access = assembly.filter()
                .map(filter -> new Access(BearerFilter::callerOf, filter::insufficientScope))
                .orElseGet(Access::open);
        ServerConfig config = assembly.config();
        McpHttp http = new McpHttp(
                assembly.identity(),
                assembly.catalog(),
                config.http(),
                access,
                assembly.modern(),
                assembly.requests(),
                assembly.clock());
        Optional<SseHttp> sse = config.sse()
                ? Optional.of(new SseHttp(
                        assembly.identity(), assembly.catalog(), config.http(), access, assembly.requests()))
                : Optional.empty();
        assembly.telemetry().ifPresent(telemetry -> {
            telemetry.watchSessions(
                    () -> (int) http.sessions() + sse.map(SseHttp::sessions).orElse(0));
            telemetry.watchStreams(
                    () -> http.streams() + sse.map(SseHttp::sessions).orElse(0));
        });
        return new McpDoors(http, sse, assembly.filter());
    }

    /** Puts the endpoints below a path. */
    void route(HttpRouting.Builder routing, String prefix) {
        List<String> paths = sse.isPresent() ? List.of("/mcp", "/sse", "/messages") : List.of("/mcp");
        filter.ifPresent(known -> paths.forEach(path -> routing.any(prefix + path, known)));
        routing.register(prefix + "/mcp", http);
        sse.ifPresent(service -> routing.register(prefix.isEmpty() ? "/" : prefix, service));
    }

    /** How many sessions, streams and calls there are. */
    Map<String, Long> counts() {
        int overSse = sse.map(SseHttp::sessions).orElse(0);
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("sessions", http.sessions() + overSse);
        counts.put("streams", (long) http.streams() + overSse);
        counts.put("calls", (long) http.calls() + sse.map(SseHttp::calls).orElse(0));
        return counts;
    }

    /** Ends the calls that still go on, each with an answer that says so. */
    void abandon() {
        http.abandon();
        sse.ifPresent(SseHttp::abandon);
    }

    /** Waits for tasks that go on here, then stops the rest. */
    void finish(Duration atMost) {
        http.finish(atMost);
    }

    /** Tells those who only listen that the server stops, and ends their streams; calls go on. */
    @Override
    public void close() {
        http.close();
        sse.ifPresent(SseHttp::close);
    }
}

package org.enterprisemcp.upstream.generic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallOptions;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.ProgressListener;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;

/** A described upstream in front of a loopback server. */
final class TestUpstream implements AutoCloseable {

    /** The shape of json-server: pages by number, a Link header, a total in a header, and a 500 for a duplicate. */
    static final String NUMBERED = """
            descriptor: 1
            name: jsonserver
            baseUrl: "http://127.0.0.1:1/"
            auth: { kind: none }
            create: { method: POST, path: "{type}", success: [201], record: "", id: { body: /id } }
            read:   { method: GET, path: "{type}/{id}", record: "" }
            update: { method: PATCH, path: "{type}/{id}", success: [200], record: "" }
            delete: { method: DELETE, path: "{type}/{id}", success: [200] }
            query:  { method: GET, path: "{type}", language: "field=value&...", rawParams: { from: query, deny: [_page, _limit] }, items: "", total: { header: X-Total-Count }, page: { number: { param: _page, first: 1 }, size: { param: _limit, default: 2 }, next: { link: next } } }
            errors: { map: [ { when: { status: [500], bodyContains: "duplicate id" }, kind: DUPLICATE, retry: false } ] }
            """;

    final LoopbackServer server;
    final Upstream upstream;

    private TestUpstream(LoopbackServer server, Map<String, String> settings) {
        this.server = server;
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("UPSTREAM_API_BASE_URL", server.baseUrl());
        this.upstream =
                new GenericUpstreamProvider().create(name -> Optional.ofNullable(all.get(name)), Clock.systemUTC());
    }

    /** The shipped descriptor. */
    static TestUpstream plain(Function<Request, Reply> script) {
        return new TestUpstream(new LoopbackServer(script), Map.of());
    }

    /** A descriptor of the test's own, written into the given folder. */
    static TestUpstream described(Path folder, String yaml, Function<Request, Reply> script) {
        return new TestUpstream(
                new LoopbackServer(script),
                Map.of("UPSTREAM_DESCRIPTOR", file(folder, yaml).toString()));
    }

    /** A descriptor that is shipped, or of the test's own, with settings of its own. */
    static TestUpstream of(String descriptor, Map<String, String> settings, Function<Request, Reply> script) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("UPSTREAM_DESCRIPTOR", descriptor);
        return new TestUpstream(new LoopbackServer(script), all);
    }

    /** A server that gives these answers in turn, the last one again and again. */
    static Function<Request, Reply> answers(Reply... replies) {
        return request -> replies[Math.min(request.number(), replies.length) - 1];
    }

    static Path file(Path folder, String yaml) {
        try {
            return Files.writeString(folder.resolve("own.yaml"), yaml);
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    RecordStore records() {
        return upstream.records();
    }

    Answer<QueryPage> query(Query query) {
        return upstream.queries().orElseThrow().execute(scope(), query);
    }

    Answer<QueryPage> query(Query query, Map<String, Object> options) {
        return upstream.queries().orElseThrow().execute(scope(options), query);
    }

    CallScope scope() {
        return scope(Map.of());
    }

    CallScope scope(Map<String, Object> options) {
        return new CallScope(
                new Target(Optional.empty(), upstream.defaultBaseUrl().orElseThrow()),
                new UpstreamToken.Bearer(new Secret("t0ken")),
                Clock.systemUTC().instant().plus(Duration.ofSeconds(20)),
                CallOptions.of(options),
                ProgressListener.none());
    }

    /** What a call fails with; a success is a failure of the test. */
    McpServerException failureOf(Function<CallScope, Answer<?>> call) {
        try {
            throw new AssertionError("the call succeeded: " + call.apply(scope()));
        } catch (McpServerException failure) {
            return failure;
        }
    }

    Request lastRequest() {
        return server.requests().getLast();
    }

    @Override
    public void close() {
        upstream.close();
        server.close();
    }
}

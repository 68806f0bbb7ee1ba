package org.enterprisemcp.upstream.netsuite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallOptions;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.upstream.rest.JsonCodec;

/** NetSuite's adapter in front of a loopback server that answers as the test says. */
final class TestNetSuite implements AutoCloseable {

    static final RecordType CUSTOMER = new RecordType("customer");
    static final RecordType SALES_ORDER = new RecordType("salesOrder");
    static final RecordId SEVEN = new RecordId("7");
    static final String REST = "/services/rest/";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    final LoopbackServer server;
    final Upstream upstream;
    final MutableClock clock = new MutableClock();
    final List<String> progress = new ArrayList<>();

    private TestNetSuite(Function<Request, Reply> script) {
        this.server = new LoopbackServer(script);
        this.upstream = new NetSuiteUpstreamProvider()
                .create(name -> Optional.of(server.baseUrl()).filter(_ -> name.equals("UPSTREAM_API_BASE_URL")), clock);
    }

    static TestNetSuite scripted(Function<Request, Reply> script) {
        return new TestNetSuite(script);
    }

    /** The first request gets the first reply and so on; all that come later get the last one. */
    static TestNetSuite answering(Reply... replies) {
        return new TestNetSuite(request -> replies[Math.min(request.number(), replies.length) - 1]);
    }

    /** A 204 that says where the record is. */
    static Reply written(String location) {
        return LoopbackServer.bytes(204, new byte[0], "Location: " + location);
    }

    /** A 204 that says nothing. */
    static Reply done() {
        return LoopbackServer.bytes(204, new byte[0]);
    }

    static Reply json(String body) {
        return LoopbackServer.json(200, body);
    }

    /** An error in NetSuite's usual shape. */
    static Reply error(int status, String code, String detail) {
        return LoopbackServer.json(
                status,
                "{\"title\":\"Bad Request\",\"status\":" + status + ",\"o:errorDetails\":[{\"detail\":\"" + detail
                        + "\",\"o:errorCode\":\"" + code + "\"}]}");
    }

    CallScope scope() {
        return scope(Map.of());
    }

    CallScope scope(Map<String, Object> options) {
        return new CallScope(
                new Target(
                        Optional.of(new AccountId("1234567")),
                        upstream.defaultBaseUrl().orElseThrow()),
                new UpstreamToken.Bearer(new Secret("t0ken")),
                clock.instant().plus(Duration.ofSeconds(60)),
                CallOptions.of(options),
                (done, total, message) -> progress.add(done + " of " + total.orElse(-1)));
    }

    /** What a call fails with; a success is a failure of the test. */
    McpServerException failureOf(Function<CallScope, Answer<?>> call) {
        return failureOf(Map.of(), call);
    }

    McpServerException failureOf(Map<String, Object> options, Function<CallScope, Answer<?>> call) {
        try {
            throw new AssertionError("the call succeeded: " + call.apply(scope(options)));
        } catch (McpServerException failure) {
            return failure;
        }
    }

    List<Request> requests() {
        return server.requests();
    }

    Request lastRequest() {
        return server.requests().getLast();
    }

    /** Method, path below the root of the REST services, and decoded parameters of a request. */
    static String line(Request request) {
        String target = request.target();
        return request.method() + " "
                + URLDecoder.decode(
                        target.startsWith(REST) ? target.substring(REST.length()) : target, StandardCharsets.UTF_8);
    }

    static JsonNode node(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Fields fields(String text) {
        return JsonCodec.fields(node(text));
    }

    @Override
    public void close() {
        upstream.close();
        server.close();
    }
}

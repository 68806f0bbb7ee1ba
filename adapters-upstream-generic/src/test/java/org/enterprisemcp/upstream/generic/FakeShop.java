package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.enterprisemcp.testkit.contract.FaultyWire;

/** A small API with keys of the caller's own and descriptions of its types, and the way to it, which can go wrong. */
final class FakeShop implements FaultyWire, AutoCloseable {

    /** How it is called. */
    static final String YAML = """
            descriptor: 1
            name: shop
            baseUrl: "http://127.0.0.1:1/"
            auth: { kind: bearer }
            types: { pattern: "[a-z]+" }
            read: { method: GET, path: "{type}/{id}" }
            upsert: { method: PUT, path: "{type}/by-code/{keyValue}" }
            types-list: { method: GET, path: meta, items: /types }
            describe:
              method: GET
              path: "meta/{type}"
              items: /fields
              traits: { required: /required, readOnly: /readOnly }
            """;

    private static final String TYPES = "{\"types\":[\"things\",\"people\",\"orders\"]}";
    private static final String FIELDS =
            "{\"fields\":[{\"name\":\"id\",\"readOnly\":true},{\"name\":\"name\",\"required\":true},"
                    + "{\"name\":\"city\"}]}";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ObjectNode> byCode = new LinkedHashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    final LoopbackServer server = new LoopbackServer(this::answer);

    private synchronized Reply answer(Request request) {
        String[] steps = request.target().substring(1).split("/", -1);
        Fault fault = request.method().equals("PUT") ? faults.poll() : null;
        if (fault == Fault.EXPIRED_TOKEN) {
            return LoopbackServer.json(401, "{\"message\":\"expired\"}");
        }
        Reply reply = reply(request, steps);
        return fault == Fault.CUT_AFTER_THE_WORK ? LoopbackServer.hangUp() : reply;
    }

    private Reply reply(Request request, String[] steps) {
        if (steps[0].equals("meta")) {
            return steps.length == 1
                    ? LoopbackServer.json(200, TYPES)
                    : steps[1].equals("things") ? LoopbackServer.json(200, FIELDS) : LoopbackServer.json(404, "{}");
        }
        if (request.method().equals("PUT")) {
            ObjectNode record = byCode.computeIfAbsent(
                    steps[2], _ -> json.createObjectNode().put("id", byCode.size() + 1));
            record.setAll((ObjectNode) parsed(request.body()));
            return LoopbackServer.json(200, record.toString());
        }
        return byCode.values().stream()
                .filter(record -> record.path("id").asText().equals(steps[1]))
                .findFirst()
                .map(record -> LoopbackServer.json(200, record.toString()))
                .orElseGet(() -> LoopbackServer.json(404, "{}"));
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    @Override
    public int requests() {
        return server.requests().size();
    }

    @Override
    public synchronized void befall(Aim aim, Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            faults.add(fault);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

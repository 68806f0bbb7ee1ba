package org.enterprisemcp.sandbox.netsuite.suiteql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;

/** The query service as a client sees it, on a Friday in March. */
final class Asked {

    static final Instant NOW = Instant.parse("2026-03-06T09:15:30Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TRANSIENT = Map.of("prefer", "transient");

    private final SuiteQlService service;
    private final Permissions may;

    Asked(SuiteQlService.Readers readers) throws SQLException {
        this(readers, Permissions.ALL);
    }

    Asked(SuiteQlService.Readers readers, Permissions may) throws SQLException {
        this.may = may;
        this.service =
                new SuiteQlService(readers, Clock.fixed(NOW, ZoneOffset.UTC), () -> "https://1.example/services/rest");
    }

    Reply query(String sql, String... params) {
        return query(Map.of(), sql, params);
    }

    Reply query(Map<String, List<String>> paging, String sql, String... params) {
        ObjectNode body = JSON.createObjectNode().put("q", sql);
        ArrayNode values = body.putArray("params");
        List.of(params).forEach(values::add);
        return post(paging, TRANSIENT, body.toString());
    }

    Reply post(Map<String, List<String>> paging, Map<String, String> headers, String body) {
        return service.answer(
                new Request("POST", "query/v1/suiteql", paging, headers, body.getBytes(StandardCharsets.UTF_8)), may);
    }

    Reply send(String method, String path, Map<String, List<String>> paging) {
        return service.answer(new Request(method, path, paging, Map.of(), new byte[0]), may);
    }

    static Map<String, List<String>> page(int limit, int offset) {
        return Map.of("limit", List.of(String.valueOf(limit)), "offset", List.of(String.valueOf(offset)));
    }

    static JsonNode json(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The rows as text: {@code a=1 b=2}, one after the other; the error's detail if there are none. */
    static List<String> rows(Reply reply) {
        if (reply.status() != 200) {
            return List.of(detail(reply));
        }
        return StreamSupport.stream(json(reply).path("items").spliterator(), false)
                .map(Asked::row)
                .toList();
    }

    static String detail(Reply reply) {
        return json(reply).at("/o:errorDetails/0/detail").asText();
    }

    private static String row(JsonNode item) {
        StringBuilder text = new StringBuilder();
        for (Iterator<Map.Entry<String, JsonNode>> fields = item.properties().iterator(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getKey().equals("links")) {
                text.append(text.isEmpty() ? "" : " ").append(field.getKey()).append('=');
                text.append(
                        field.getValue().isTextual()
                                ? field.getValue().asText()
                                : field.getValue().toString());
            }
        }
        return text.toString();
    }
}

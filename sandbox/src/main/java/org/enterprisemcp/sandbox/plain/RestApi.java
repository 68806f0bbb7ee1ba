package org.enterprisemcp.sandbox.plain;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.enterprisemcp.sandbox.wire.Face;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;

/** {@code /v1}: an ordinary business API over the sandbox's tables. It knows requests and replies, no sockets. */
final class RestApi implements Face {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final Records records;
    private final Queries queries;
    private final String accessToken;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    RestApi(Database database, String accessToken) {
        this.records = new Records(database);
        this.queries = new Queries(database);
        this.accessToken = accessToken;
    }

    @Override
    public Reply answer(Request request) {
        try {
            if (!request.header("Authorization").equals(Optional.of("Bearer " + accessToken))) {
                return refusal(request, 401);
            }
            return route(request);
        } catch (Refused refused) {
            return refused.reply();
        } catch (SQLException broken) {
            return Refused.error(500, "internal", "The sandbox's database does not answer.", Map.of());
        }
    }

    @Override
    public Place place(Request request) {
        return new Place("", request.path(), true);
    }

    @Override
    public Reply refusal(Request request, int status) {
        return switch (status) {
            case 401 ->
                Refused.error(401, "unauthorized", "The access token is missing, wrong or expired.", Map.of())
                        .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            case 413 -> Refused.error(413, "too_large", "The body is longer than 1 MiB.", Map.of());
            default -> Refused.error(status, "injected", "A fault that was asked for.", Map.of());
        };
    }

    @Override
    public Reply dressed(Request request, Reply reply) {
        return reply.with("X-Request-Id", UUID.randomUUID().toString());
    }

    private Reply route(Request request) throws SQLException {
        String[] steps = request.path().substring("/v1/".length()).split("/", -1);
        if (steps.length == 1 && steps[0].equals("query")) {
            return query(request);
        }
        Table table = Table.named(steps[0])
                .orElseThrow(() -> new Refused(404, "unknown_type", "There is no record type of that name."));
        return switch (steps.length) {
            case 1 -> collection(table, request);
            case 2 -> single(table, id(steps[1]), request);
            default -> throw new Refused(404, "not_found", "There is nothing at this path.");
        };
    }

    private Reply collection(Table table, Request request) throws SQLException {
        return switch (request.method()) {
            case "POST" -> records.create(table, body(request));
            case "GET" ->
                queries.run("SELECT * FROM " + table.sqlName() + " ORDER BY id", limit(request), offset(request));
            default -> throw notAllowed();
        };
    }

    private Reply single(Table table, long id, Request request) throws SQLException {
        return switch (request.method()) {
            case "GET" -> records.get(table, id);
            case "PATCH" -> records.update(table, id, body(request));
            case "DELETE" -> records.delete(table, id);
            default -> throw notAllowed();
        };
    }

    private Reply query(Request request) throws SQLException {
        if (!request.method().equals("GET")) {
            throw notAllowed();
        }
        return queries.run(request.parameter("q").orElse(""), limit(request), offset(request));
    }

    private ObjectNode body(Request request) {
        if (!request.header("Content-Type").orElse("").startsWith("application/json")) {
            throw new Refused(415, "unsupported_media_type", "Content-Type must be application/json.");
        }
        try {
            if (json.readTree(request.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException | NumberFormatException malformed) {
            throw new Refused(400, "malformed_json", "The body is not valid JSON.");
        }
        throw new Refused(400, "malformed_json", "The body must be a JSON object.");
    }

    private static int limit(Request request) {
        return Math.clamp(number(request, "limit", DEFAULT_LIMIT), 1, MAX_LIMIT);
    }

    private static long offset(Request request) {
        return number(request, "offset", 0);
    }

    private static long number(Request request, String name, long otherwise) {
        String value = request.parameter(name).orElse("");
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,9}")) {
            throw new Refused(400, "invalid_parameter", name + " must be a whole number.");
        }
        return Long.parseLong(value);
    }

    private static long id(String step) {
        if (!step.matches("[0-9]{1,18}")) {
            throw new Refused(404, "not_found", "There is no record with this id.");
        }
        return Long.parseLong(step);
    }

    private static Refused notAllowed() {
        return new Refused(405, "method_not_allowed", "This method is not allowed here.");
    }
}

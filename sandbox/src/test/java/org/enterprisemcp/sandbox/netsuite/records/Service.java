package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.enterprisemcp.sandbox.netsuite.books.Books;
import org.enterprisemcp.sandbox.netsuite.books.Permissions;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;

/** The record service of one account without a socket, and what it answers as JSON. Bodies are written with single quotes. */
final class Service implements AutoCloseable {

    static final String ROOT = "http://127.0.0.1:9/services/rest";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Books books;
    private final RecordService records;
    private int companies;

    Service() {
        try {
            books = Books.open("1234567_SB1", Books.Size.USUAL);
            records = new RecordService(
                    books, Clock.fixed(Instant.parse("2026-06-30T10:00:00Z"), ZoneOffset.UTC), () -> ROOT);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** An answer. */
    record Answer(int status, Map<String, String> headers, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }

        String location() {
            return headers.getOrDefault("Location", "");
        }

        /** The path of Location below the REST root. */
        String made() {
            return location().substring(ROOT.length() + 1);
        }

        String id() {
            return location().substring(location().lastIndexOf('/') + 1);
        }

        String detail() {
            return at("/o:errorDetails/0/detail").asText();
        }

        String code() {
            return at("/o:errorDetails/0/o:errorCode").asText();
        }
    }

    /** A request of a role that may neither delete records nor see employees. */
    Answer limited(String method, String target, String body, String... headers) {
        return call(new Permissions(Set.of("employee"), false, false), method, target, body, headers);
    }

    Answer call(String method, String target, String body, String... headers) {
        return call(Permissions.ALL, method, target, body, headers);
    }

    private Answer call(Permissions may, String method, String target, String body, String... headers) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : mark < 0 ? new String[0] : target.substring(mark + 1).split("&", -1)) {
            String[] both = pair.split("=", 2);
            query.computeIfAbsent(both[0], name -> new ArrayList<>())
                    .add(both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        Map<String, String> all = new LinkedHashMap<>();
        if (!body.isEmpty()) {
            all.put("content-type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Reply reply = records.answer(new Request(method, path, query, all, bytes), may);
        return new Answer(reply.status(), reply.headers(), new String(reply.body(), StandardCharsets.UTF_8));
    }

    Answer get(String target) {
        return call("GET", target, "");
    }

    Answer post(String target, String body, String... headers) {
        return call("POST", target, body, headers);
    }

    Answer patch(String target, String body, String... headers) {
        return call("PATCH", target, body, headers);
    }

    /** One value out of the books. */
    String value(String sql) {
        try (Connection connection = books.reader();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A new customer, as nobody else has it. */
    String customer() {
        return post("record/v1/customer", "{'companyName':'Company " + ++companies + "','subsidiary':{'id':1}}")
                .made();
    }

    @Override
    public void close() {
        try {
            records.close();
            books.close();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.wire.Request;

/** Splits a batch into the single calls that it stands for, one per record, at most 100. */
final class Batches {

    private static final int MOST = 100;
    /** An id, an external id, or an external id in quotes, which may have commas in it. */
    private static final Pattern ID = Pattern.compile("eid:'[^']*'|[^,]+");

    private Batches() {}

    static List<Call> split(Call call) {
        if (!call.prefers("respond-async")) {
            throw Refused.header("Prefer", "Batch operations are asynchronous. Send the header Prefer: respond-async.");
        }
        List<Call> calls = switch (call.method()) {
            case "GET", "DELETE" -> byId(call);
            case "POST", "PATCH", "PUT" -> byItem(call);
            default -> throw Refused.notAllowed(call.method());
        };
        if (calls.isEmpty() || calls.size() > MOST) {
            throw Refused.request(
                    "A batch must have between 1 and " + MOST + " records; this one has " + calls.size() + ".");
        }
        return calls;
    }

    private static List<Call> byId(Call call) {
        if (call.method().equals("GET") && !call.flag("expandRecords")) {
            throw Refused.parameter(
                    "expandRecords", "To get a batch of records, set the query parameter expandRecords=true.");
        }
        List<Call> calls = new ArrayList<>();
        Matcher ids = ID.matcher(call.parameter("ids"));
        while (ids.find()) {
            calls.add(single(call, call.path() + "/" + ids.group().strip(), new byte[0]));
        }
        return calls;
    }

    private static List<Call> byItem(Call call) {
        JsonNode items = call.body().path("items");
        if (!items.isArray()) {
            throw Refused.content("items", "The body of a batch must be an object with an array 'items'.");
        }
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof ObjectNode item)) {
                throw Refused.content("items[" + i + "]", "A record must be an object.");
            }
            calls.add(single(
                    call,
                    call.path() + id(call.method(), item, i),
                    item.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return calls;
    }

    /** {@code id} wins over {@code externalId}; PUT knows external ids only. */
    private static String id(String method, ObjectNode item, int position) {
        if (method.equals("POST")) {
            return "";
        }
        String id = item.path("id").asText();
        String external = item.path("externalId").asText();
        if (method.equals("PATCH") && !id.isEmpty()) {
            return "/" + id;
        }
        if (external.isEmpty()) {
            throw Refused.content("items[" + position + "]", "Each record of the batch needs an id or an externalId.");
        }
        return "/eid:" + external;
    }

    private static Call single(Call call, String path, byte[] body) {
        Map<String, List<String>> query = call.request().query().entrySet().stream()
                .filter(parameter ->
                        !parameter.getKey().equals("ids") && !parameter.getKey().equals("expandRecords"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<String, String> headers = call.request().headers().entrySet().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("Prefer"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        header -> header.getKey().equalsIgnoreCase("Content-Type")
                                ? "application/json"
                                : header.getValue()));
        return new Call(new Request(call.method(), path, query, headers, body), call.may());
    }
}

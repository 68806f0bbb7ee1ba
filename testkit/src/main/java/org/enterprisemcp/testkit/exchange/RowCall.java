package org.enterprisemcp.testkit.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.WrittenRecord;

/** Calls the port that a row names and tells its answer as JSON. */
final class RowCall {

    private static final int DEFAULT_LIMIT = 10;

    private final ExchangeRow row;
    private final Part arguments;
    private final ObjectMapper json;

    RowCall(ExchangeRow row, ObjectMapper json) {
        this.row = row;
        this.arguments = row.arguments();
        this.json = json;
    }

    JsonNode result(Upstream upstream, CallScope scope) {
        return switch (row.operation()) {
            case "create" ->
                written(upstream.records()
                        .create(scope, new RecordDraft(type(), fields()))
                        .value());
            case "read" ->
                json.createObjectNode()
                        .set(
                                "fields",
                                json(upstream.records()
                                        .get(scope, type(), id())
                                        .value()
                                        .fields()));
            case "update" ->
                written(upstream.records()
                        .update(scope, new RecordPatch(type(), id(), fields()))
                        .value());
            case "delete" -> {
                upstream.records().delete(scope, type(), id());
                yield json.createObjectNode();
            }
            case "query" ->
                rows(offered(upstream.queries())
                        .execute(
                                scope,
                                new Query(
                                        arguments.required("query"),
                                        arguments.number("limit"),
                                        arguments.number("offset").orElse(0)))
                        .value());
            case "search" ->
                rows(offered(upstream.searches()).search(scope, search()).value());
            case "upsert" ->
                written(offered(upstream.upserts())
                        .upsert(scope, new RecordUpsert(type(), arguments.required("key"), fields()))
                        .value());
            default ->
                throw arguments.wrong(
                        "operation " + row.operation(),
                        "is not known; known are create, read, update, delete, query, search, upsert");
        };
    }

    private <T> T offered(Optional<T> port) {
        return port.orElseThrow(
                () -> arguments.wrong("operation " + row.operation(), "is not offered by this upstream"));
    }

    private RecordSearch search() {
        List<String> select = new ArrayList<>();
        arguments.value("select").forEach(field -> select.add(field.asText()));
        return new RecordSearch(
                type(),
                List.of(),
                arguments.text("where"),
                select,
                arguments.number("limit").orElse(DEFAULT_LIMIT),
                arguments.number("offset").orElse(0));
    }

    private RecordType type() {
        return new RecordType(arguments.required("type"));
    }

    private RecordId id() {
        return new RecordId(arguments.required("id"));
    }

    @SuppressWarnings("unchecked")
    private Fields fields() {
        JsonNode fields = arguments.value("fields");
        if (!fields.isObject()) {
            throw arguments.wrong("fields", "must be a mapping of the record's fields");
        }
        return new Fields(json.convertValue(fields, Map.class));
    }

    private JsonNode written(WrittenRecord written) {
        ObjectNode result = json.createObjectNode();
        result.put("id", written.id().map(RecordId::value).orElse(null));
        result.set("fields", written.fields().map(this::json).orElse(json.nullNode()));
        return result;
    }

    private JsonNode rows(QueryPage page) {
        ObjectNode result = json.createObjectNode();
        page.items().forEach(item -> result.withArray("rows").add(json(item)));
        if (page.items().isEmpty()) {
            result.putArray("rows");
        }
        page.total().ifPresent(total -> result.put("total", total));
        page.nextOffset().ifPresent(next -> result.put("nextOffset", next));
        return result;
    }

    private JsonNode json(Fields fields) {
        return json.valueToTree(fields.values());
    }
}

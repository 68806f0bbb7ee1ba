package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.wire.Reply;

/** {@code record/v1/metadata-catalog}: which record types there are and what they are made of (netsuite.md, 1.8). */
final class MetadataCatalog {

    private static final String SCHEMA = "application/schema+json";
    private static final String OPEN_API = "application/swagger+json";

    private final Work work;

    MetadataCatalog(Work work) {
        this.work = work;
    }

    /** {@code steps} are the words after {@code metadata-catalog}. */
    Reply answer(Call call, List<String> steps) {
        if (!call.method().equals("GET")) {
            throw Refused.notAllowed(call.method());
        }
        String selected = call.parameter("select");
        if (selected.chars().anyMatch(Character::isWhitespace) || steps.stream().anyMatch(step -> step.contains(" "))) {
            throw Refused.unreadable();
        }
        String accept = call.header("Accept").toLowerCase(Locale.ROOT);
        if (steps.isEmpty()) {
            List<RecordType> types = selected.isEmpty()
                    ? work.types().all()
                    : call.words("select").stream()
                            .map(name -> type(name, call))
                            .toList();
            return accept.contains(OPEN_API) ? openApi(types) : Reply.of(200, list(types, call));
        }
        if (steps.size() > 1) {
            throw Refused.notFound("The requested resource does not exist.", call.path());
        }
        RecordType type = type(steps.getFirst(), call);
        if (accept.contains(SCHEMA)) {
            return Reply.of(200, new RecordSchema(work).of(type)).with("Content-Type", SCHEMA + "; charset=UTF-8");
        }
        return accept.contains(OPEN_API) ? openApi(List.of(type)) : Reply.of(200, entry(type));
    }

    private RecordType type(String name, Call call) {
        return work.types().named(name).orElseThrow(() -> Refused.unknownType(name, call.path()));
    }

    private Reply openApi(List<RecordType> types) {
        return Reply.of(200, new OpenApi(work).of(types)).with("Content-Type", OPEN_API + "; charset=UTF-8");
    }

    private ObjectNode list(List<RecordType> types, Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode items = body.putArray("items");
        types.forEach(type -> items.add(entry(type)));
        body.set("links", Links.self(work.links().href(call.target())));
        return body;
    }

    private ObjectNode entry(RecordType type) {
        String href = work.links().href("record/v1/metadata-catalog/" + type.name());
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", type.name());
        ArrayNode links = entry.putArray("links");
        links.addObject().put("rel", "canonical").put("href", href).put("mediaType", "application/json");
        links.addObject().put("rel", "alternate").put("href", href).put("mediaType", OPEN_API);
        links.addObject().put("rel", "alternate").put("href", href).put("mediaType", SCHEMA);
        links.addObject().put("rel", "describes").put("href", work.links().href("record/v1/" + type.name()));
        return entry;
    }
}

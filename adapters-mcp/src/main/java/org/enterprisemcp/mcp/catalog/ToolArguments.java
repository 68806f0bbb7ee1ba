package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.enterprisemcp.domain.port.CallOptions;
import org.enterprisemcp.domain.port.CallOrigin;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.UpstreamGuide.Option;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.TargetRequest;
import org.enterprisemcp.mcp.JsonCodec;

/**
 * The arguments of a tool call after they were checked against the tool's schema: JSON in, domain values out. An argument that may
 * be left out counts as left out when it is {@code null}, because many models write it so.
 *
 * @param json the arguments
 * @param codec how JSON becomes plain values
 * @param options which of them only this upstream knows
 * @param context what the call came with, and who hears how far it has come
 */
record ToolArguments(ObjectNode json, JsonCodec codec, List<Option> options, CallContext context) {

    private static final int DEFAULT_LIMIT = 100;

    RecordType recordType() {
        return new RecordType(text("record_type"));
    }

    RecordId recordId() {
        return new RecordId(text("record_id"));
    }

    /** Where the caller would like the call to go, and what else comes with it. */
    CallRequest request() {
        TargetRequest target = new TargetRequest(optionalText("account_id"), optionalText("base_url"));
        return new CallRequest(target, callOptions(), context.progressListener(), origin());
    }

    /** The same, as the continuation of what has brought so many entries. */
    CallRequest requestAfter(int entries) {
        CallRequest request = request();
        return new CallRequest(
                request.target(),
                request.options(),
                (done, total, message) -> request.progress().progressed(entries + done, OptionalLong.empty(), message),
                request.origin());
    }

    private CallOrigin origin() {
        return context.origin(optionalText("record_type").map(RecordType::new));
    }

    private CallOptions callOptions() {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> given = codec.map(json);
        for (Option option : options) {
            Object value = given.get(option.name());
            if (value != null) {
                values.put(option.name(), value);
            }
        }
        return values.isEmpty() ? CallOptions.none() : CallOptions.of(values);
    }

    /** An argument that the schema requires to be a string. */
    String text(String name) {
        return json.path(name).asText();
    }

    Optional<String> optionalText(String name) {
        return Optional.of(json.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    boolean flag(String name) {
        return json.path(name).asBoolean();
    }

    OptionalInt optionalInt(String name) {
        JsonNode value = json.path(name);
        return value.isNumber() ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }

    int limit() {
        return optionalInt("limit").orElse(DEFAULT_LIMIT);
    }

    int offset() {
        return optionalInt("offset").orElse(0);
    }

    /** An argument in seconds; none when it was left out. */
    Duration seconds(String name) {
        return Duration.ofSeconds(optionalInt(name).orElse(0));
    }

    /** An argument that is an object; an empty one when it was left out. */
    Fields fields(String name) {
        return json.path(name).isObject() ? new Fields(codec.map(json.path(name))) : Fields.empty();
    }

    /** An argument that is a list of objects. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        json.path(name).forEach(object -> objects.add(new Fields(codec.map(object))));
        return objects;
    }

    /** An argument that is a list of strings; an empty one when it was left out. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        json.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** One of an enum's constants, written in lower case. */
    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        String written = json.path(name).asText();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(written)) {
                return constant;
            }
        }
        return otherwise;
    }
}

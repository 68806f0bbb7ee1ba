package org.enterprisemcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.TargetRequest;

/**
 * The arguments of a tool call after they were checked against the tool's schema: JSON in, domain values out.
 *
 * @param json the arguments
 * @param codec how JSON becomes plain values
 */
record ToolArguments(ObjectNode json, JsonCodec codec) {

    RecordType recordType() {
        return new RecordType(text("record_type"));
    }

    RecordId recordId() {
        return new RecordId(text("record_id"));
    }

    /** Where the caller would like the call to go. */
    CallRequest request() {
        return CallRequest.of(new TargetRequest(optionalText("account_id"), optionalText("base_url")));
    }

    /** An argument that the schema requires to be a string. */
    String text(String name) {
        return json.path(name).asText();
    }

    /** An argument that the schema requires to be an object. */
    Fields fields(String name) {
        return new Fields(codec.map(json.path(name)));
    }

    OptionalInt optionalInt(String name) {
        JsonNode value = json.path(name);
        return value.isNumber() ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }

    /** An argument that may be left out; {@code null} counts as left out, because many models write it so. */
    private Optional<String> optionalText(String name) {
        return Optional.of(json.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}

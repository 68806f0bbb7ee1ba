package org.enterprisemcp.acceptance.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON that is written out in the fixtures. */
final class JsonText {

    private JsonText() {}

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException mistyped) {
            throw new AssertionError(mistyped);
        }
    }

    /** The schema of a tool without arguments. */
    static ObjectNode noArguments() {
        return object("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");
    }

    /** The schema of an object that has one property, which it must have. */
    static ObjectNode oneOf(String property, String type) {
        return object("{\"type\":\"object\",\"properties\":{\"" + property + "\":{\"type\":\"" + type
                + "\"}},\"required\":[\"" + property + "\"]}");
    }
}

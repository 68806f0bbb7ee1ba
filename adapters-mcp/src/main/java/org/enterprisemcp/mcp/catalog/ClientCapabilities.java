package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a client can do, or must be able to do ({@code ClientCapabilities} of every revision).
 *
 * @param json {@code {"sampling": {}, "elicitation": {"form": {}}, "extensions": {…}}}
 */
public record ClientCapabilities(ObjectNode json) {

    private static final String FORM = "form";

    /** None. */
    public static ClientCapabilities none() {
        return new ClientCapabilities(JsonNodeFactory.instance.objectNode());
    }

    /** One of them, by its name and those of its parts. */
    public static ClientCapabilities of(String... path) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode last = json;
        for (String name : path) {
            last = last.putObject(name);
        }
        return new ClientCapabilities(json);
    }

    /** An extension by its identifier. */
    public static ClientCapabilities extension(String identifier) {
        return of("extensions", identifier);
    }

    /** Elicitation in a mode. Forms are what a client can do that names no mode at all. */
    static ClientCapabilities elicitation(String mode) {
        return mode.equals(FORM) ? of("elicitation") : of("elicitation", mode);
    }

    /** Whether all that is needed is among these. */
    public boolean covers(ClientCapabilities needed) {
        return lacking(json, needed.json).isEmpty()
                && (!needed.json.path("elicitation").isEmpty() || !needed.json.has("elicitation") || fillsInForms());
    }

    /**
     * Lets a client pass that has what is needed.
     *
     * @throws CallRefusal naming what it lacks
     */
    public void require(ClientCapabilities needed) {
        if (!covers(needed)) {
            ObjectNode lacking = lacking(json, needed.json);
            throw CallRefusal.missingCapabilities(new ClientCapabilities(lacking.isEmpty() ? needed.json : lacking));
        }
    }

    /** These and those. */
    ClientCapabilities and(ClientCapabilities others) {
        return new ClientCapabilities(merged(json, others.json));
    }

    private boolean fillsInForms() {
        JsonNode modes = json.path("elicitation");
        return modes.isEmpty() || modes.has(FORM);
    }

    private static ObjectNode merged(ObjectNode one, ObjectNode other) {
        ObjectNode both = one.deepCopy();
        other.properties().forEach(property -> {
            JsonNode known = both.get(property.getKey());
            both.set(
                    property.getKey(),
                    known instanceof ObjectNode left && property.getValue() instanceof ObjectNode right
                            ? merged(left, right)
                            : property.getValue());
        });
        return both;
    }

    private static ObjectNode lacking(JsonNode had, JsonNode needed) {
        ObjectNode lacking = JsonNodeFactory.instance.objectNode();
        needed.properties().forEach(property -> {
            JsonNode known = had.path(property.getKey());
            if (!known.isObject()) {
                lacking.set(property.getKey(), property.getValue());
            } else if (!lacking(known, property.getValue()).isEmpty()) {
                lacking.set(property.getKey(), lacking(known, property.getValue()));
            }
        });
        return lacking;
    }
}

package org.enterprisemcp.testkit.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where one JSON value differs from another, place by place. Numbers are compared by their value. */
final class JsonDifference {

    private final List<String> found = new ArrayList<>();

    private JsonDifference() {}

    static List<String> between(String what, JsonNode expected, JsonNode actual) {
        JsonDifference difference = new JsonDifference();
        difference.compare(what, expected, actual);
        return difference.found;
    }

    private void compare(String place, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(place + "/" + name, member(expected, name), member(actual, name)));
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(place + "/" + i, expected.get(i), actual.get(i));
            }
        } else if (!isEqual(expected, actual)) {
            found.add(place + ": expected " + shown(expected) + " but was " + shown(actual));
        }
    }

    private static JsonNode member(JsonNode node, String name) {
        return node.has(name) ? node.get(name) : MissingNode.getInstance();
    }

    private static boolean isEqual(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return expected.equals(actual);
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}

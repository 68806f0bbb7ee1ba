package org.enterprisemcp.mcp.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the arguments of a tool are called further in. A failure names a field as the upstream knows it; an assistant that was told
 * nothing but the arguments gets it back under the argument's name.
 */
interface FieldNames {

    /** Names that are the same everywhere. */
    static FieldNames same() {
        return errors -> errors;
    }

    /** The entries of {@code errors} as they are said to the assistant. */
    List<Map<String, Object>> told(List<Map<String, Object>> errors);

    /**
     * Names that differ.
     *
     * @param inner where an argument goes, as names from the outside in
     * @param argument its name
     */
    record Route(List<String> inner, String argument) {
        public Route {
            inner = List.copyOf(inner);
        }
    }

    /**
     * By the routes of the arguments.
     *
     * @param envelope the argument of the generic tool that holds the fields; may stand before a field's name
     * @param set fields that no argument sets, each as names from the outside in
     */
    static FieldNames of(List<Route> routes, String envelope, List<List<String>> set) {
        return errors -> {
            List<Map<String, Object>> told = new ArrayList<>(errors.size());
            errors.forEach(error -> told.add(told(error, routes, envelope, set)));
            return told;
        };
    }

    private static Map<String, Object> told(
            Map<String, Object> error, List<Route> routes, String envelope, List<List<String>> set) {
        if (!(error.get("field") instanceof String field)) {
            return error;
        }
        String plain = dotted(field);
        if (!envelope.isEmpty() && plain.startsWith(envelope + ".")) {
            plain = plain.substring(envelope.length() + 1);
        }
        Map<String, Object> told = new LinkedHashMap<>(error);
        for (Route route : routes) {
            String inner = String.join(".", route.inner());
            if (isOrHolds(inner, plain)) {
                String argument = route.argument() + plain.substring(inner.length());
                told.put("field", argument);
                String message = Objects.toString(error.get("message"), "");
                told.put(
                        "message",
                        message.startsWith(field + ": ") ? argument + message.substring(field.length()) : message);
                return told;
            }
        }
        for (List<String> constant : set) {
            if (isOrHolds(String.join(".", constant), plain)) {
                told.put(
                        "hint",
                        "The tool sets this field by itself, so another call would fail again. Tell the operator.");
            }
        }
        return told;
    }

    /** Upstreams write a place as {@code address.city}, {@code address/city} or a JSON pointer. */
    private static String dotted(String field) {
        return (field.startsWith("/") ? field.substring(1) : field).replace('/', '.');
    }

    private static boolean isOrHolds(String outer, String place) {
        return place.regionMatches(true, 0, outer, 0, outer.length())
                && (place.length() == outer.length() || ".[".indexOf(place.charAt(outer.length())) >= 0);
    }
}

package org.enterprisemcp.domain.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.enterprisemcp.domain.record.Fields;

/**
 * The further arguments of a call that only this upstream knows ({@link UpstreamGuide#operations()} declares them). Their types
 * were checked against the declaration before they came here; one that was left out is empty, false or an empty list.
 *
 * @param values the arguments by name
 */
public record CallOptions(Fields values) {

    private static final CallOptions NONE = new CallOptions(Fields.empty());

    /** No further arguments. */
    public static CallOptions none() {
        return NONE;
    }

    /** Arguments by name. */
    public static CallOptions of(Map<String, Object> values) {
        return new CallOptions(new Fields(values));
    }

    /** The same with one more argument. */
    public CallOptions with(String name, Object value) {
        return new CallOptions(values.with(name, value));
    }

    /** Whether a switch was set to true. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.values().get(name));
    }

    /** A switch that is on or off when it was left out. */
    public boolean flag(String name, boolean otherwise) {
        return values.values().get(name) instanceof Boolean set ? set : otherwise;
    }

    /** A text. */
    public Optional<String> text(String name) {
        return values.values().get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A whole number. */
    public OptionalInt number(String name) {
        return values.values().get(name) instanceof Number number
                ? OptionalInt.of(number.intValue())
                : OptionalInt.empty();
    }

    /** A list of values of any kind. */
    public List<?> list(String name) {
        return values.values().get(name) instanceof List<?> list ? list : List.of();
    }

    /** A list of texts. */
    public List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }
}

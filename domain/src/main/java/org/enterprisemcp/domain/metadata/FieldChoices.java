package org.enterprisemcp.domain.metadata;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a field may be set to.
 *
 * @param field the field
 * @param choices the values, as many as were asked for
 * @param total how many there are in all; empty where the upstream does not count
 */
public record FieldChoices(String field, List<Choice> choices, OptionalLong total) {

    public FieldChoices {
        Objects.requireNonNull(field, "field");
        choices = List.copyOf(choices);
        Objects.requireNonNull(total, "total");
    }

    /**
     * A value.
     *
     * @param id what goes into the field
     * @param label what people see
     */
    public record Choice(String id, String label) {}
}

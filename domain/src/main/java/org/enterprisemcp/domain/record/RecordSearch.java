package org.enterprisemcp.domain.record;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * A search for records of one kind.
 *
 * @param type the kind
 * @param filters conditions that must all hold; may be empty
 * @param expression the same in the upstream's own filter language, instead of filters
 * @param fields the fields that each hit shall bring beside its id; may be empty
 * @param limit the most hits
 * @param offset how many hits to skip
 */
public record RecordSearch(
        RecordType type,
        List<Filter> filters,
        Optional<String> expression,
        List<String> fields,
        int limit,
        int offset) {

    private static final int MAX_EXPRESSION = 4_000;

    public RecordSearch {
        Objects.requireNonNull(type, "type");
        filters = List.copyOf(filters);
        fields = List.copyOf(fields);
        if (expression.isPresent() && !filters.isEmpty()) {
            throw new RecordValidation("q", "goes without filters: use one or the other");
        }
        if (expression
                .filter(text -> text.isBlank() || text.length() > MAX_EXPRESSION)
                .isPresent()) {
            throw new RecordValidation("q", "must be 1 to " + MAX_EXPRESSION + " characters");
        }
        if (limit < 1) {
            throw new RecordValidation("limit", "must be at least 1");
        }
        if (offset < 0) {
            throw new RecordValidation("offset", "must be 0 or more");
        }
    }

    /**
     * A condition.
     *
     * @param field the field's name
     * @param operator the operator as the upstream spells it
     * @param values what to compare with; none, one, two or several, as the operator asks for
     * @param negated whether the condition must not hold
     */
    public record Filter(String field, String operator, List<Object> values, boolean negated) {
        public Filter {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(operator, "operator");
            values = List.copyOf(values);
        }
    }
}

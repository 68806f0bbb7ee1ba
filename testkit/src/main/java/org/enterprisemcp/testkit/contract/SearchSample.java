package org.enterprisemcp.testkit.contract;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordSearch.Filter;
import org.enterprisemcp.domain.record.RecordType;

/**
 * Searches in the system behind an adapter.
 *
 * @param type a record type
 * @param filters conditions that some of its records meet
 * @param ids the ids of these records in the upstream's order; five or more
 * @param field a field that each of them has
 * @param nothing conditions that no record meets
 */
public record SearchSample(
        RecordType type, List<Filter> filters, List<String> ids, String field, List<Filter> nothing) {

    public SearchSample {
        Objects.requireNonNull(type, "type");
        filters = List.copyOf(filters);
        ids = List.copyOf(ids);
        Objects.requireNonNull(field, "field");
        nothing = List.copyOf(nothing);
    }

    RecordSearch found(int limit, int offset) {
        return new RecordSearch(type, filters, Optional.empty(), List.of(field), limit, offset);
    }

    RecordSearch none() {
        return new RecordSearch(type, nothing, Optional.empty(), List.of(), 5, 0);
    }
}

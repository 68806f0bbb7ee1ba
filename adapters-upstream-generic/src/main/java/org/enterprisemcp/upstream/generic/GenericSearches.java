package org.enterprisemcp.upstream.generic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.RecordSearches;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordSearch;

/**
 * Searches of one record type at a described upstream: all of its records by {@code list}, those that an expression of the
 * upstream's own language fits by {@code query}. It translates no conditions.
 */
final class GenericSearches implements RecordSearches {

    private static final String ID = "id";

    private final Descriptor descriptor;
    private final Optional<Operation> query;
    private final Optional<Operation> list;
    private final Requests requests;
    private final Exchanges exchanges;

    GenericSearches(Descriptor descriptor, Requests requests, Exchanges exchanges) {
        this.descriptor = descriptor;
        this.query = descriptor.operation("query").filter(Operation::isTyped);
        this.list = descriptor.operation("list");
        this.requests = requests;
        this.exchanges = exchanges;
    }

    /** Whether an upstream of these operations can be searched. */
    static boolean isOffered(Optional<Operation> query, Optional<Operation> list) {
        return list.isPresent() || query.filter(Operation::isTyped).isPresent();
    }

    @Override
    public Answer<QueryPage> search(CallScope scope, RecordSearch search) {
        if (!search.filters().isEmpty()) {
            throw new RecordValidation(
                    "filters",
                    "are not translated for this upstream: write the conditions as q, in "
                            + descriptor.guide().queryLanguage());
        }
        Operation operation = operation(search);
        CallWishes wishes = new CallWishes(
                Optional.of(search.type()),
                Optional.empty(),
                search.expression(),
                search.fields(),
                scope.options().text(CallWishes.SORT),
                Optional.empty(),
                Optional.empty());
        Pages pages = new Pages(descriptor, requests, exchanges, scope, operation, wishes);
        QueryPage page =
                pages.window(OptionalInt.of(search.limit()), search.offset()).page();
        String idField = descriptor.names().idField(search.type().value());
        List<Fields> hits =
                page.items().stream().map(row -> withId(row, idField)).toList();
        return new Answer<>(new QueryPage(hits, page.total(), page.nextOffset(), page.notes()), pages.facts());
    }

    private Operation operation(RecordSearch search) {
        Optional<Operation> fit = search.expression().isPresent()
                ? query.or(() -> list.filter(Operation::takesQuery))
                : list.or(() -> query);
        return fit.orElseThrow(() ->
                new RecordValidation("q", "is not taken here: this upstream lists records of a type, nothing more"));
    }

    private static Fields withId(Fields row, String idField) {
        Object id = row.values().get(idField);
        return row.values().containsKey(ID) || id == null ? row : row.with(ID, String.valueOf(id));
    }
}

package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.RecordSearches;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordType;
import org.junit.jupiter.api.Test;

/** What {@link RecordSearches} keep. */
public abstract class SearchContract extends PagedContract {

    /** Searches whose answers are known. */
    protected abstract SearchSample sample();

    private RecordSearches searches() {
        return upstream().searches().orElseThrow();
    }

    @Override
    final RowsSample rows() {
        return new RowsSample("id", sample().ids());
    }

    @Override
    final Answer<QueryPage> page(CallScope scope, OptionalInt limit, int offset) {
        return searches().search(scope, sample().found(limit.orElseThrow(), offset));
    }

    @Test
    public void bringsTheFieldsThatAreWanted() {
        SearchSample sample = sample();
        for (Fields hit : page(3, 0).items()) {
            assertTrue(hit.values().containsKey(sample.field()), () -> "a hit without " + sample.field() + ": " + hit);
        }
    }

    @Test
    public void bringsAnEmptyPageWhereNothingFits() {
        QueryPage none = searches().search(scope(), sample().none()).value();
        assertEquals(List.of(), none.items());
        assertEquals(OptionalInt.empty(), none.nextOffset());
    }

    @Test
    public void refusesHostileRecordTypesBeforeAnythingIsSent() {
        RecordSearch found = sample().found(2, 0);
        for (String name : HostileNames.ALL) {
            assertRefusedUnsent(
                    "record_type",
                    name,
                    () -> searches()
                            .search(
                                    scope(),
                                    new RecordSearch(
                                            new RecordType(name),
                                            found.filters(),
                                            found.expression(),
                                            found.fields(),
                                            2,
                                            0)));
        }
    }
}

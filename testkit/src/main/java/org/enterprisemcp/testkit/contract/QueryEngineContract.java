package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.junit.jupiter.api.Test;

/** What a {@link QueryEngine} keeps while nothing goes wrong. */
public abstract class QueryEngineContract extends PagedContract {

    /** Queries whose answers are known. */
    protected abstract QuerySample sample();

    private QueryEngine queries() {
        return upstream().queries().orElseThrow();
    }

    @Override
    final RowsSample rows() {
        return sample().rows();
    }

    @Override
    final Answer<QueryPage> page(CallScope scope, OptionalInt limit, int offset) {
        return queries().execute(scope, new Query(sample().text(), limit, offset));
    }

    @Test
    public void bringsAllRowsWhereTheUpstreamChoosesTheSizeOfPages() {
        assertEquals(rows().keys(), walked(OptionalInt.empty()));
    }

    @Test
    public void refusesAWrongQueryAndDoesNotRepeatIt() {
        Query wrong = new Query(sample().refused(), OptionalInt.of(2), 0);
        int sent = requestsOf(() -> assertFails(
                () -> queries().execute(scope(), wrong),
                ErrorCode.VALIDATION,
                ErrorCode.RECORD_VALIDATION,
                ErrorCode.NOT_FOUND,
                ErrorCode.PERMISSION));
        assertTrue(sent <= 1, () -> "requests: " + sent);
    }
}

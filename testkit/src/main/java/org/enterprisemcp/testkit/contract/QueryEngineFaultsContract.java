package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.QueryEngine;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;
import org.enterprisemcp.testkit.contract.FaultyWire.Fault;
import org.junit.jupiter.api.Test;

/** What a {@link QueryEngine} does when its upstream or the way there goes wrong: a query changes nothing, so it is repeated. */
public abstract class QueryEngineFaultsContract extends UpstreamContract {

    /** Queries whose answers are known. */
    protected abstract QuerySample sample();

    private QueryPage page(QuerySample sample, int offset) {
        QueryEngine queries = upstream().queries().orElseThrow();
        return queries.execute(scope(), new Query(sample.text(), OptionalInt.of(3), offset))
                .value();
    }

    @Test
    public void repeatsAQueryThatWasCutOff() {
        assertIsAnsweredAllTheSame(Fault.CUT_AFTER_THE_WORK);
    }

    @Test
    public void repeatsAQueryThatWasAnsweredByUnavailable() {
        assertIsAnsweredAllTheSame(Fault.UNAVAILABLE);
    }

    @Test
    public void repeatsAQueryThatWasAnsweredByAGatewaysPage() {
        assertIsAnsweredAllTheSame(Fault.BAD_GATEWAY_PAGE);
    }

    @Test
    public void repeatsAQueryWhoseAnswerBreaksOff() {
        assertIsAnsweredAllTheSame(Fault.TRUNCATED_ANSWER);
    }

    @Test
    public void repeatsAQueryThatCameTooOften() {
        assertIsAnsweredAllTheSame(Fault.TOO_MANY_REQUESTS);
    }

    @Test
    public void losesNoRowBetweenTwoPages() {
        QuerySample sample = sample();
        QueryPage first = page(sample, 0);
        befall(Aim.QUERY, Fault.TRUNCATED_ANSWER);
        QueryPage second = page(sample, first.nextOffset().orElseThrow());
        int end = Math.min(6, sample.rows().keys().size());
        assertEquals(sample.rows().keys().subList(0, 3), sample.rows().keysOf(first));
        assertEquals(sample.rows().keys().subList(3, end), sample.rows().keysOf(second));
    }

    @Test
    public void tellsAnExpiredTokenAndRepeatsNothing() {
        QuerySample sample = sample();
        assertTellsAnExpiredTokenAndRepeatsNothing(Aim.QUERY, () -> page(sample, 0));
    }

    @Test
    public void showsNoCredentialThatTheUpstreamRepeats() {
        QuerySample sample = sample();
        befall(Aim.QUERY, Fault.ECHOED_CREDENTIAL);
        assertFails(() -> page(sample, 0), ErrorCode.VALIDATION);
    }

    private void assertIsAnsweredAllTheSame(Fault fault) {
        QuerySample sample = sample();
        QueryPage before = page(sample, 0);
        befall(Aim.QUERY, fault);
        int sent = requestsOf(() -> assertEquals(before, page(sample, 0)));
        assertEquals(2, sent, "requests");
    }
}

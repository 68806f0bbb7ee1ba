package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;
import org.enterprisemcp.testkit.contract.FaultyWire.Fault;
import org.junit.jupiter.api.Test;

/**
 * What a {@link RecordStore} does when its upstream or the way there goes wrong: how often it sends, and what it says then. A
 * create that may have happened is never sent again; one that was refused unseen is; whatever changes nothing is repeated.
 */
public abstract class RecordStoreFaultsContract extends UpstreamContract {

    private static final Duration LITTLE_TIME = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_ATTEMPTS = 10;

    /** Records that may be created, changed and deleted. */
    protected abstract RecordSample sample();

    private RecordStore records() {
        return upstream().records();
    }

    private RecordId created(RecordSample sample) {
        return records().create(scope(), sample.draft()).value().id().orElseThrow();
    }

    @Test
    public void doesNotRepeatACreateThatWasCutOffBeforeTheWork() {
        assertIsNotRepeatedBlindly(Fault.CUT_BEFORE_THE_WORK);
    }

    @Test
    public void doesNotRepeatACreateThatWasCutOffAfterTheWork() {
        assertIsNotRepeatedBlindly(Fault.CUT_AFTER_THE_WORK);
    }

    @Test
    public void doesNotRepeatACreateThatWasAnsweredByUnavailable() {
        assertIsNotRepeatedBlindly(Fault.UNAVAILABLE);
    }

    @Test
    public void doesNotRepeatACreateThatWasAnsweredByAGatewaysPage() {
        assertIsNotRepeatedBlindly(Fault.BAD_GATEWAY_PAGE);
    }

    @Test
    public void doesNotRepeatACreateWhoseAnswerBreaksOff() {
        RecordSample sample = sample();
        befall(Aim.CREATE, Fault.TRUNCATED_ANSWER);
        int sent = requestsOf(() -> {
            try {
                assertTrue(records().create(scope(), sample.draft()).value().saved());
            } catch (McpServerException failure) {
                assertEquals(ErrorCode.OUTCOME_UNKNOWN, failure.code(), failure::safeMessage);
            }
        });
        assertEquals(1, sent, "requests");
    }

    @Test
    public void repeatsACreateThatCameTooOften() {
        assertIsRepeated(Fault.TOO_MANY_REQUESTS);
    }

    @Test
    public void repeatsACreateThatWasPutOffForAMoment() {
        assertIsRepeated(Fault.UNAVAILABLE_FOR_A_MOMENT);
    }

    @Test
    public void repeatsAReadThatWasCutOff() {
        assertIsReadAllTheSame(Fault.CUT_BEFORE_THE_WORK);
    }

    @Test
    public void repeatsAReadThatWasAnsweredByUnavailable() {
        assertIsReadAllTheSame(Fault.UNAVAILABLE);
    }

    @Test
    public void repeatsAReadThatWasAnsweredByAGatewaysPage() {
        assertIsReadAllTheSame(Fault.BAD_GATEWAY_PAGE);
    }

    @Test
    public void repeatsAReadWhoseAnswerBreaksOff() {
        assertIsReadAllTheSame(Fault.TRUNCATED_ANSWER);
    }

    @Test
    public void repeatsAReadThatCameTooOften() {
        assertIsReadAllTheSame(Fault.TOO_MANY_REQUESTS);
    }

    @Test
    public void givesUpAReadThatKeepsFailing() {
        RecordSample sample = sample();
        underTest().wire().befall(Aim.READ, Fault.UNAVAILABLE, MOST_ATTEMPTS);
        int sent = requestsOf(() -> {
            McpServerException failure = assertFails(
                    () -> records().get(scope(), sample.type(), sample.missing()),
                    ErrorCode.SERVER,
                    ErrorCode.RATE_LIMIT);
            assertTrue(failure.retryable(), "a read may be tried again later");
        });
        assertTrue(sent > 1 && sent < MOST_ATTEMPTS, () -> "attempts: " + sent);
    }

    @Test
    public void changesARecordOrSaysThatItDoesNotKnow() {
        RecordSample sample = sample();
        RecordId id = created(sample);
        befall(Aim.UPDATE, Fault.CUT_AFTER_THE_WORK);
        assertDoneOrUnknown(() -> records().update(scope(), new RecordPatch(sample.type(), id, sample.update())));
        Values.assertHolds(
                sample.update(),
                records().get(scope(), sample.type(), id).value().fields());
    }

    @Test
    public void deletesARecordOrSaysThatItDoesNotKnow() {
        RecordSample sample = sample();
        RecordId id = created(sample);
        befall(Aim.DELETE, Fault.CUT_AFTER_THE_WORK);
        assertDoneOrUnknown(() -> records().delete(scope(), sample.type(), id));
        assertFails(() -> records().get(scope(), sample.type(), id), ErrorCode.RECORD_NOT_FOUND);
    }

    @Test
    public void tellsAnExpiredTokenAndRepeatsNothing() {
        RecordSample sample = sample();
        RecordId id = created(sample);
        RecordPatch patch = new RecordPatch(sample.type(), id, sample.update());
        assertTellsAnExpiredTokenAndRepeatsNothing(Aim.CREATE, () -> records().create(scope(), sample.draft()));
        assertTellsAnExpiredTokenAndRepeatsNothing(Aim.READ, () -> records().get(scope(), sample.type(), id));
        assertTellsAnExpiredTokenAndRepeatsNothing(Aim.UPDATE, () -> records().update(scope(), patch));
        assertTellsAnExpiredTokenAndRepeatsNothing(Aim.DELETE, () -> records().delete(scope(), sample.type(), id));
    }

    @Test
    public void tellsHowLongToWaitWhereTheUpstreamAsksForMoreThanACallHas() {
        RecordSample sample = sample();
        befall(Aim.CREATE, Fault.TOO_MANY_REQUESTS_FOR_AN_HOUR);
        int sent = requestsOf(() -> {
            McpServerException failure =
                    assertFails(() -> records().create(scope(), sample.draft()), ErrorCode.RATE_LIMIT);
            assertTrue(failure.retryAfter().isPresent(), "the failure tells when to come back");
        });
        assertEquals(1, sent, "requests");
    }

    @Test
    public void showsNoCredentialThatTheUpstreamRepeats() {
        RecordSample sample = sample();
        RecordId id = created(sample);
        RecordPatch patch = new RecordPatch(sample.type(), id, sample.update());
        assertHidesAnEcho(Aim.CREATE, () -> records().create(scope(), sample.draft()));
        assertHidesAnEcho(Aim.READ, () -> records().get(scope(), sample.type(), id));
        assertHidesAnEcho(Aim.UPDATE, () -> records().update(scope(), patch));
        assertHidesAnEcho(Aim.DELETE, () -> records().delete(scope(), sample.type(), id));
    }

    @Test
    public void endsAReadAtItsDeadlineWhateverTheUpstreamDoes() {
        RecordSample sample = sample();
        befall(Aim.READ, Fault.LATE_ANSWER);
        assertTimeout(
                PATIENCE,
                () -> assertFails(
                        () -> records().get(scope(LITTLE_TIME), sample.type(), sample.missing()), ErrorCode.TIMEOUT));
    }

    @Test
    public void endsACreateAtItsDeadlineAndSaysThatItDoesNotKnow() {
        RecordSample sample = sample();
        befall(Aim.CREATE, Fault.LATE_ANSWER);
        int sent = requestsOf(() -> assertTimeout(
                PATIENCE,
                () -> assertFails(
                        () -> records().create(scope(LITTLE_TIME), sample.draft()), ErrorCode.OUTCOME_UNKNOWN)));
        assertEquals(1, sent, "requests");
    }

    private void assertIsNotRepeatedBlindly(Fault fault) {
        RecordSample sample = sample();
        assertIsNotRepeatedBlindly(Aim.CREATE, fault, () -> records().create(scope(), sample.draft()));
    }

    private void assertIsRepeated(Fault fault) {
        RecordSample sample = sample();
        befall(Aim.CREATE, fault);
        int sent = requestsOf(() ->
                assertTrue(records().create(scope(), sample.draft()).value().saved()));
        assertEquals(2, sent, "requests");
    }

    private void assertIsReadAllTheSame(Fault fault) {
        RecordSample sample = sample();
        RecordId id = created(sample);
        var before = records().get(scope(), sample.type(), id).value();
        befall(Aim.READ, fault);
        int sent = requestsOf(() ->
                assertEquals(before, records().get(scope(), sample.type(), id).value()));
        assertEquals(2, sent, "requests");
    }

    private void assertHidesAnEcho(Aim aim, Supplier<?> call) {
        befall(aim, Fault.ECHOED_CREDENTIAL);
        assertFails(call, ErrorCode.VALIDATION);
    }

    /** Done or not known; that it failed for good, or that there was nothing to do, would be wrong. */
    private void assertDoneOrUnknown(Supplier<?> write) {
        try {
            Objects.requireNonNull(write.get(), "answer");
        } catch (McpServerException failure) {
            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failure.code(), failure::safeMessage);
        }
    }
}

package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.RecordUpserts;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;
import org.enterprisemcp.testkit.contract.FaultyWire.Fault;
import org.junit.jupiter.api.Test;

/** What {@link RecordUpserts} keep: one key, one record, however often it comes. The wire must be able to go wrong. */
public abstract class UpsertContract extends UpstreamContract {

    /** Records that may be created and changed. */
    protected abstract RecordSample sample();

    /** A key that no record has yet, another one each time. */
    protected abstract String freshKey();

    private RecordUpserts upserts() {
        return upstream().upserts().orElseThrow();
    }

    private RecordId upserted(RecordType type, String key, Fields payload) {
        WrittenRecord written =
                upserts().upsert(scope(), new RecordUpsert(type, key, payload)).value();
        assertEquals(type, written.type());
        assertTrue(written.saved(), "an upsert that was done is saved");
        return written.id().orElseThrow(() -> new AssertionError("the upstream did not name the record"));
    }

    private Fields read(RecordType type, RecordId id) {
        return upstream().records().get(scope(), type, id).value().fields();
    }

    @Test
    public void createsARecordUnderANewKeyAndChangesItUnderTheSame() {
        RecordSample sample = sample();
        String key = freshKey();
        RecordId first = upserted(sample.type(), key, sample.payloads().get());
        RecordId second = upserted(sample.type(), key, sample.update());
        assertEquals(first, second, "the record under the key");
        Values.assertHolds(sample.update(), read(sample.type(), first));
    }

    @Test
    public void keepsTwoKeysApart() {
        RecordSample sample = sample();
        RecordId one = upserted(sample.type(), freshKey(), sample.payloads().get());
        RecordId other = upserted(sample.type(), freshKey(), sample.payloads().get());
        assertTrue(!one.equals(other), "two keys are two records");
    }

    @Test
    public void makesNoSecondRecordWhenTheAnswerToTheFirstWasLost() {
        RecordSample sample = sample();
        String key = freshKey();
        Fields payload = sample.payloads().get();
        befall(Aim.UPSERT, Fault.CUT_AFTER_THE_WORK);
        try {
            upserted(sample.type(), key, payload);
        } catch (McpServerException failure) {
            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failure.code(), failure::safeMessage);
        }
        RecordId there = upserted(sample.type(), key, sample.update());
        assertEquals(there, upserted(sample.type(), key, sample.update()), "the record under the key");
    }

    @Test
    public void tellsAnExpiredTokenAndRepeatsNothing() {
        RecordSample sample = sample();
        RecordUpsert upsert =
                new RecordUpsert(sample.type(), freshKey(), sample.payloads().get());
        assertTellsAnExpiredTokenAndRepeatsNothing(Aim.UPSERT, () -> upserts().upsert(scope(), upsert));
    }

    @Test
    public void refusesHostileKeysBeforeAnythingIsSent() {
        RecordSample sample = sample();
        Supplier<Fields> payloads = sample.payloads();
        for (String name : HostileNames.EVEN_FOR_KEYS) {
            assertRefusedUnsent(
                    "external_id",
                    name,
                    () -> upserts().upsert(scope(), new RecordUpsert(sample.type(), name, payloads.get())));
        }
    }

    @Test
    public void refusesHostileRecordTypesBeforeAnythingIsSent() {
        RecordSample sample = sample();
        String key = freshKey();
        for (String name : HostileNames.ALL) {
            assertRefusedUnsent(
                    "record_type",
                    name,
                    () -> upserts().upsert(scope(), new RecordUpsert(new RecordType(name), key, sample.update())));
        }
    }

    @Test
    public void sendsNothingAfterTheDeadline() {
        RecordSample sample = sample();
        RecordUpsert upsert =
                new RecordUpsert(sample.type(), freshKey(), sample.payloads().get());
        assertSendsNothingAfterTheDeadline(late -> upserts().upsert(late, upsert));
    }
}

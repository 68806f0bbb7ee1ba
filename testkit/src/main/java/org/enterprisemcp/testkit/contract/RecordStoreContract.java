package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.junit.jupiter.api.Test;

/**
 * What a {@link RecordStore} that offers all four operations keeps while nothing goes wrong, and what it refuses before it sends
 * anything.
 */
public abstract class RecordStoreContract extends UpstreamContract {

    /** Records that may be created, changed and deleted. */
    protected abstract RecordSample sample();

    private RecordStore records() {
        return upstream().records();
    }

    private RecordId created(RecordSample sample, Fields payload) {
        Answer<WrittenRecord> answer = records().create(scope(), new RecordDraft(sample.type(), payload));
        assertEquals(sample.type(), answer.value().type());
        assertTrue(answer.value().saved(), "a create that was done is saved");
        assertTrue(answer.facts().attempts() >= 1, "the answer tells its attempts");
        return answer.value().id().orElseThrow(() -> new AssertionError("the upstream did not name the new record"));
    }

    private Fields read(RecordSample sample, RecordId id) {
        UpstreamRecord record = records().get(scope(), sample.type(), id).value();
        assertEquals(sample.type(), record.type());
        assertEquals(id, record.id());
        return record.fields();
    }

    @Test
    public void offersAllFourOperations() {
        for (RecordOperation operation : RecordOperation.values()) {
            assertTrue(records().operations().contains(operation), () -> operation + " is not offered");
        }
    }

    @Test
    public void keepsARecordFromItsCreationToItsDeletion() {
        RecordSample sample = sample();
        Fields payload = sample.payloads().get();
        RecordId id = created(sample, payload);
        Values.assertHolds(named(payload, sample.update()), read(sample, id));

        records().update(scope(), new RecordPatch(sample.type(), id, sample.update()));
        Values.assertHolds(sample.update(), read(sample, id));

        assertEquals(id, records().delete(scope(), sample.type(), id).value().id());
        assertMissing(id, () -> records().get(scope(), sample.type(), id));
    }

    @Test
    public void clearsTheFieldThatIsSetToNullAndLeavesTheOthers() {
        RecordSample sample = sample();
        Fields payload = sample.payloads().get();
        RecordId id = created(sample, payload);
        Fields cleared = new Fields(Collections.singletonMap(sample.clearable(), null));

        records().update(scope(), new RecordPatch(sample.type(), id, cleared));

        Fields after = read(sample, id);
        assertNull(after.values().get(sample.clearable()), sample.clearable());
        Map<String, Object> others =
                new LinkedHashMap<>(named(payload, sample.update()).values());
        others.remove(sample.clearable());
        Values.assertHolds(new Fields(others), after);
    }

    @Test
    public void doesNotFindARecordToReadThatIsMissing() {
        RecordSample sample = sample();
        assertMissing(sample.missing(), () -> records().get(scope(), sample.type(), sample.missing()));
    }

    @Test
    public void doesNotFindARecordToChangeThatIsMissing() {
        RecordSample sample = sample();
        RecordPatch patch = new RecordPatch(sample.type(), sample.missing(), sample.update());
        assertMissing(sample.missing(), () -> records().update(scope(), patch));
        assertMissing(sample.missing(), () -> records().get(scope(), sample.type(), sample.missing()));
    }

    @Test
    public void doesNotFindARecordToDeleteThatIsMissing() {
        RecordSample sample = sample();
        assertMissing(sample.missing(), () -> records().delete(scope(), sample.type(), sample.missing()));
    }

    @Test
    public void doesNotDeleteARecordTwice() {
        RecordSample sample = sample();
        RecordId id = created(sample, sample.payloads().get());
        records().delete(scope(), sample.type(), id);
        assertMissing(id, () -> records().delete(scope(), sample.type(), id));
    }

    @Test
    public void refusesARecordTypeThatTheUpstreamDoesNotKnow() {
        RecordSample sample = sample();
        RecordDraft draft =
                new RecordDraft(sample.unknownType(), sample.payloads().get());
        assertUnknown(() -> records().create(scope(), draft));
        assertUnknown(() -> records().get(scope(), sample.unknownType(), sample.missing()));
    }

    @Test
    public void refusesHostileIdsBeforeAnythingIsSent() {
        RecordSample sample = sample();
        for (String name : HostileNames.ALL) {
            assertRefusedUnsent("record_id", name, () -> records().get(scope(), sample.type(), new RecordId(name)));
            assertRefusedUnsent(
                    "record_id",
                    name,
                    () -> records()
                            .update(scope(), new RecordPatch(sample.type(), new RecordId(name), sample.update())));
            assertRefusedUnsent("record_id", name, () -> records().delete(scope(), sample.type(), new RecordId(name)));
        }
    }

    @Test
    public void refusesHostileRecordTypesBeforeAnythingIsSent() {
        RecordSample sample = sample();
        for (String name : HostileNames.ALL) {
            assertRefusedUnsent(
                    "record_type",
                    name,
                    () -> records().create(scope(), new RecordDraft(new RecordType(name), sample.update())));
            assertRefusedUnsent(
                    "record_type", name, () -> records().get(scope(), new RecordType(name), sample.missing()));
            assertRefusedUnsent(
                    "record_type",
                    name,
                    () -> records()
                            .update(scope(), new RecordPatch(new RecordType(name), sample.missing(), sample.update())));
            assertRefusedUnsent(
                    "record_type", name, () -> records().delete(scope(), new RecordType(name), sample.missing()));
        }
    }

    @Test
    public void sendsNothingAfterTheDeadline() {
        RecordSample sample = sample();
        RecordDraft draft = sample.draft();
        RecordPatch patch = new RecordPatch(sample.type(), sample.missing(), sample.update());
        assertSendsNothingAfterTheDeadline(late -> records().create(late, draft));
        assertSendsNothingAfterTheDeadline(late -> records().get(late, sample.type(), sample.missing()));
        assertSendsNothingAfterTheDeadline(late -> records().update(late, patch));
        assertSendsNothingAfterTheDeadline(late -> records().delete(late, sample.type(), sample.missing()));
    }

    private void assertMissing(RecordId id, Supplier<?> call) {
        McpServerException failure = assertFails(call, ErrorCode.RECORD_NOT_FOUND);
        assertEquals(
                Optional.of(id.value()), Optional.ofNullable(failure.details().get("record_id")));
    }

    private void assertUnknown(Supplier<?> call) {
        assertFails(
                call,
                ErrorCode.NOT_FOUND,
                ErrorCode.RECORD_NOT_FOUND,
                ErrorCode.VALIDATION,
                ErrorCode.RECORD_VALIDATION);
    }

    private static Fields named(Fields payload, Fields names) {
        Map<String, Object> some = new LinkedHashMap<>();
        names.values().keySet().forEach(name -> some.put(name, payload.values().get(name)));
        return new Fields(some);
    }
}

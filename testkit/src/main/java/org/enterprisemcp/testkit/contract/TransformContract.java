package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.RecordTransforms;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;
import org.enterprisemcp.testkit.contract.FaultyWire.Fault;
import org.junit.jupiter.api.Test;

/** What {@link RecordTransforms} keep. The wire must be able to go wrong. */
public abstract class TransformContract extends UpstreamContract {

    /** Records that others can be made from. */
    protected abstract TransformSample sample();

    private RecordTransforms transforms() {
        return upstream().transforms().orElseThrow();
    }

    @Test
    public void makesARecordOfTheOtherType() {
        RecordTransform transform = sample().transforms().get();
        WrittenRecord made = transforms().transform(scope(), transform).value();
        assertEquals(transform.targetType(), made.type());
        assertTrue(made.saved(), "a transform that was done is saved");
        RecordId id = made.id().orElseThrow(() -> new AssertionError("the upstream did not name the new record"));
        assertEquals(
                id,
                upstream()
                        .records()
                        .get(scope(), transform.targetType(), id)
                        .value()
                        .id());
    }

    @Test
    public void doesNotFindARecordToTransformThatIsMissing() {
        TransformSample sample = sample();
        RecordTransform valid = sample.transforms().get();
        RecordTransform missing =
                new RecordTransform(valid.type(), sample.missing(), valid.targetType(), valid.payload());
        assertFails(() -> transforms().transform(scope(), missing), ErrorCode.RECORD_NOT_FOUND);
    }

    @Test
    public void doesNotRepeatATransformThatWasCutOffBeforeTheWork() {
        assertIsNotRepeatedBlindly(Fault.CUT_BEFORE_THE_WORK);
    }

    @Test
    public void doesNotRepeatATransformThatWasCutOffAfterTheWork() {
        assertIsNotRepeatedBlindly(Fault.CUT_AFTER_THE_WORK);
    }

    @Test
    public void repeatsATransformThatCameTooOften() {
        RecordTransform transform = sample().transforms().get();
        befall(Aim.TRANSFORM, Fault.TOO_MANY_REQUESTS);
        int sent = requestsOf(() ->
                assertTrue(transforms().transform(scope(), transform).value().saved()));
        assertEquals(2, sent, "requests");
    }

    @Test
    public void tellsAnExpiredTokenAndRepeatsNothing() {
        RecordTransform transform = sample().transforms().get();
        assertTellsAnExpiredTokenAndRepeatsNothing(
                Aim.TRANSFORM, () -> transforms().transform(scope(), transform));
    }

    @Test
    public void refusesHostileNamesBeforeAnythingIsSent() {
        RecordTransform valid = sample().transforms().get();
        for (String name : HostileNames.ALL) {
            assertRefusedUnsent(
                    "record_id",
                    name,
                    () -> transforms()
                            .transform(
                                    scope(),
                                    new RecordTransform(
                                            valid.type(), new RecordId(name), valid.targetType(), valid.payload())));
            assertRefusedUnsent(
                    "record_type",
                    name,
                    () -> transforms()
                            .transform(
                                    scope(),
                                    new RecordTransform(
                                            new RecordType(name), valid.id(), valid.targetType(), valid.payload())));
        }
    }

    @Test
    public void sendsNothingAfterTheDeadline() {
        RecordTransform transform = sample().transforms().get();
        assertSendsNothingAfterTheDeadline(late -> transforms().transform(late, transform));
    }

    private void assertIsNotRepeatedBlindly(Fault fault) {
        RecordTransform transform = sample().transforms().get();
        assertIsNotRepeatedBlindly(Aim.TRANSFORM, fault, () -> transforms().transform(scope(), transform));
    }
}

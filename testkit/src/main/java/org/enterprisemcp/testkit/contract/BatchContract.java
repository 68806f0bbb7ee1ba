package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.Job.State;
import org.enterprisemcp.domain.batch.JobRequest;
import org.enterprisemcp.domain.batch.RecordBatch;
import org.enterprisemcp.domain.batch.RecordBatch.Operation;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.RecordBatches;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;
import org.enterprisemcp.testkit.contract.FaultyWire.Fault;
import org.junit.jupiter.api.Test;

/** What {@link RecordBatches} keep. The wire must be able to go wrong. */
public abstract class BatchContract extends UpstreamContract {

    /** Records that may be created many at once. */
    protected abstract BatchSample sample();

    private RecordBatches batches() {
        return upstream().batches().orElseThrow();
    }

    private static RecordBatch creating(BatchSample sample, RecordType type, Fields... items) {
        return new RecordBatch(Operation.CREATE, type, List.of(items), false, Optional.empty(), sample.patience());
    }

    private Job done(BatchSample sample, Fields... items) {
        return batches().submit(scope(), creating(sample, sample.type(), items)).value();
    }

    @Test
    public void createsEveryRecordOfABatchAsATaskOfItsOwn() {
        BatchSample sample = sample();
        Job job = done(
                sample,
                sample.payloads().get(),
                sample.payloads().get(),
                sample.payloads().get());
        assertEquals(State.SUCCEEDED, job.state());
        assertEquals(3, job.tasks().size(), "tasks");
        for (Job.Task task : job.tasks()) {
            assertEquals(State.SUCCEEDED, task.state());
            RecordId id = task.record().orElseThrow(() -> new AssertionError("a task without its record"));
            assertEquals(
                    id,
                    upstream().records().get(scope(), sample.type(), id).value().id());
        }
        assertEquals(3, job.tasks().stream().map(Job.Task::record).distinct().count(), "different records");
    }

    @Test
    public void tellsWhichRecordsOfABatchFailedAndWhy() {
        BatchSample sample = sample();
        Job job = done(
                sample,
                sample.payloads().get(),
                sample.invalid(),
                sample.payloads().get());
        assertEquals(
                List.of(State.SUCCEEDED, State.FAILED, State.SUCCEEDED),
                job.tasks().stream().map(Job.Task::state).toList());
        assertTrue(job.tasks().get(1).error().isPresent(), "a task that failed says why");
        assertEquals(State.FAILED, job.state(), "a batch of which one record failed");
    }

    @Test
    public void findsAJobAgain() {
        BatchSample sample = sample();
        Job job = done(sample, sample.payloads().get(), sample.payloads().get());
        Job again = batches()
                .job(scope(), new JobRequest(job.id(), Optional.empty(), sample.patience()))
                .value();
        assertEquals(job.id(), again.id());
        assertEquals(State.SUCCEEDED, again.state());
        assertEquals(
                job.tasks().stream().map(Job.Task::record).toList(),
                again.tasks().stream().map(Job.Task::record).toList());
    }

    @Test
    public void doesNotFindAJobThatThereIsNot() {
        BatchSample sample = sample();
        JobRequest unknown = new JobRequest(sample.unknownJob(), Optional.empty(), sample.patience());
        assertFails(
                () -> batches().job(scope(), unknown),
                ErrorCode.NOT_FOUND,
                ErrorCode.RECORD_NOT_FOUND,
                ErrorCode.VALIDATION,
                ErrorCode.RECORD_VALIDATION);
    }

    @Test
    public void doesNotRepeatABatchWithoutAKeyThatWasCutOff() {
        BatchSample sample = sample();
        RecordBatch batch = creating(sample, sample.type(), sample.payloads().get());
        assertIsNotRepeatedBlindly(
                Aim.BATCH, Fault.CUT_AFTER_THE_WORK, () -> batches().submit(scope(), batch));
    }

    @Test
    public void tellsAnExpiredTokenAndRepeatsNothing() {
        BatchSample sample = sample();
        RecordBatch batch = creating(sample, sample.type(), sample.payloads().get());
        assertTellsAnExpiredTokenAndRepeatsNothing(Aim.BATCH, () -> batches().submit(scope(), batch));
    }

    @Test
    public void refusesHostileNamesBeforeAnythingIsSent() {
        BatchSample sample = sample();
        for (String name : HostileNames.ALL) {
            assertRefusedUnsent(
                    "record_type",
                    name,
                    () -> batches().submit(scope(), creating(sample, new RecordType(name), sample.invalid())));
            assertRefusedUnsent(
                    "job_id",
                    name,
                    () -> batches().job(scope(), new JobRequest(name, Optional.empty(), sample.patience())));
        }
    }

    @Test
    public void sendsNothingAfterTheDeadline() {
        BatchSample sample = sample();
        RecordBatch batch = creating(sample, sample.type(), sample.payloads().get());
        JobRequest job = new JobRequest(sample.unknownJob(), Optional.empty(), sample.patience());
        assertSendsNothingAfterTheDeadline(late -> batches().submit(late, batch));
        assertSendsNothingAfterTheDeadline(late -> batches().job(late, job));
    }
}

package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.RecordBatch;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordBatches;
import org.enterprisemcp.domain.token.Caller;

/** Does the same with many records in one go. */
public final class BatchRecords {

    private final UpstreamCall calls;
    private final RecordBatches batches;

    public BatchRecords(UpstreamCall calls, RecordBatches batches) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.batches = Objects.requireNonNull(batches, "batches");
    }

    /** The job, as far as it has come when the patience ends. */
    public Answer<Job> handle(Caller caller, CallRequest request, RecordBatch batch) {
        return calls.run("batch_records", caller, request, scope -> batches.submit(scope, batch));
    }
}

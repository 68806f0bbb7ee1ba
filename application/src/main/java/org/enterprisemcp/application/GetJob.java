package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.JobRequest;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordBatches;
import org.enterprisemcp.domain.token.Caller;

/** Says how far a job has come. */
public final class GetJob {

    private final UpstreamCall calls;
    private final RecordBatches batches;

    public GetJob(UpstreamCall calls, RecordBatches batches) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.batches = Objects.requireNonNull(batches, "batches");
    }

    /** The job, as far as it has come when the patience ends. */
    public Answer<Job> handle(Caller caller, CallRequest request, JobRequest wanted) {
        return calls.run("get_job", caller, request, scope -> batches.job(scope, wanted));
    }
}

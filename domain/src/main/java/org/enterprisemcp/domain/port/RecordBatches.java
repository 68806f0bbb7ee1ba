package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.JobRequest;
import org.enterprisemcp.domain.batch.RecordBatch;
import org.enterprisemcp.domain.call.Answer;

/** Many records in one go, and the jobs that this makes. Progress counts finished tasks. */
public interface RecordBatches {

    /** Hands a batch in; without an idempotency key, one whose outcome is not known is never repeated. */
    Answer<Job> submit(CallScope scope, RecordBatch batch);

    /** How far a job has come. It changes nothing. */
    Answer<Job> job(CallScope scope, JobRequest request);
}

package org.enterprisemcp.domain.batch;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * A question for how far a job has come.
 *
 * @param jobId the job, as the batch named it
 * @param taskId one of its tasks; empty for all
 * @param patience how long to wait for the end
 */
public record JobRequest(String jobId, Optional<String> taskId, Duration patience) {

    private static final int MAX_LENGTH = 64;

    public JobRequest {
        if (jobId.isBlank() || jobId.length() > MAX_LENGTH) {
            throw new RecordValidation("job_id", "must be 1 to " + MAX_LENGTH + " characters");
        }
        Objects.requireNonNull(taskId, "taskId");
        Objects.requireNonNull(patience, "patience");
    }
}

package org.enterprisemcp.upstream.netsuite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.JobRequest;
import org.enterprisemcp.domain.batch.RecordBatch;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.RecordBatches;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.RetrySafety;

/** Up to a hundred records in one go. NetSuite works on them on its own time and makes a job of it, one task for each. */
final class NetSuiteBatches implements RecordBatches {

    private final SuiteTalk suiteTalk;
    private final Jobs jobs;

    NetSuiteBatches(SuiteTalk suiteTalk, Jobs jobs) {
        this.suiteTalk = suiteTalk;
        this.jobs = jobs;
    }

    @Override
    public Answer<Job> submit(CallScope scope, RecordBatch batch) {
        RestAnswer answer = suiteTalk.call(scope, request(scope, batch));
        String jobId = WrittenAnswers.lastStep(answer)
                .filter(RecordNames::isJob)
                .orElseThrow(() -> new UpstreamException.OutcomeUnknown(
                        "NetSuite took the batch and did not name the job.",
                        "Do not send it again at once. Query for the records to see which were written.",
                        answer.facts()));
        return followed(scope, new JobRequest(jobId, Optional.empty(), batch.patience()), answer.facts());
    }

    /** The batch is in: that its job cannot be read just now must not let anybody hand it in again. */
    private Answer<Job> followed(CallScope scope, JobRequest job, CallFacts taken) {
        try {
            return jobs.followed(scope, job).after(taken);
        } catch (McpServerException unreadable) {
            return new Answer<>(new Job(job.jobId(), Job.State.PENDING, List.of()), taken.after(unreadable.facts()));
        }
    }

    @Override
    public Answer<Job> job(CallScope scope, JobRequest request) {
        return jobs.followed(scope, request);
    }

    private static RestRequest request(CallScope scope, RecordBatch batch) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", MediaTypes.COLLECTION);
        // Two preferences in one header mean the same as two headers (RFC 7240, section 2).
        headers.put("Prefer", batch.parallel() ? "respond-async, batch-processing=\"parallel\"" : "respond-async");
        headers.put("X-NetSuite-PropertyNameValidation", "error");
        batch.idempotencyKey()
                .ifPresent(key -> headers.put("X-NetSuite-Idempotency-Key", RecordNames.idempotencyKey(key)));
        Place records = SuiteTalk.records(batch.type());
        Place place = batch.operation() == RecordBatch.Operation.DELETE ? records.with("ids", ids(batch)) : records;
        RestRequest request = RestRequest.of(
                        "batch",
                        safety(batch),
                        method(batch),
                        place.below(scope.target().baseUrl()))
                .about(batch.type())
                .withHeaders(headers)
                .succeedingWith(Set.of(202));
        return batch.operation() == RecordBatch.Operation.DELETE
                ? request
                : request.withBody(Fields.empty().with("items", items(batch)));
    }

    private static RetrySafety safety(RecordBatch batch) {
        return batch.idempotencyKey().isPresent() ? RetrySafety.KEYED_CREATE : RetrySafety.ACTION;
    }

    private static String method(RecordBatch batch) {
        return switch (batch.operation()) {
            case CREATE -> "POST";
            case UPDATE -> "PATCH";
            case UPSERT -> "PUT";
            case DELETE -> "DELETE";
        };
    }

    private static List<Map<String, Object>> items(RecordBatch batch) {
        List<String> keys = switch (batch.operation()) {
            case UPDATE -> List.of("id", "externalId");
            case UPSERT -> List.of("externalId");
            case CREATE, DELETE -> List.of();
        };
        for (Fields item : batch.items()) {
            if (!keys.isEmpty() && keys.stream().noneMatch(item.values()::containsKey)) {
                throw new RecordValidation(
                        "items", "each needs " + String.join(" or ", keys) + " to say which record is meant");
            }
        }
        return batch.items().stream().map(Fields::values).toList();
    }

    private static String ids(RecordBatch batch) {
        return batch.items().stream().map(NetSuiteBatches::id).collect(Collectors.joining(","));
    }

    private static String id(Fields item) {
        Object id = item.values().get("id");
        Object externalId = item.values().get("externalId");
        if (id == null && externalId == null) {
            throw new RecordValidation("items", "each needs id or externalId to say which record is meant");
        }
        String name = id == null
                ? RecordNames.external(String.valueOf(externalId))
                : RecordNames.id(new RecordId(String.valueOf(id)));
        return name.indexOf(' ') < 0 ? name : name.replaceFirst("^eid:(.*)$", "eid:'$1'");
    }
}

package org.enterprisemcp.upstream.netsuite;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.JobRequest;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.upstream.rest.JsonCodec;
import org.enterprisemcp.upstream.rest.RestAnswer;

/** Follows asynchronous jobs. A job tells whether it is over; what became of each record, its tasks tell, one by one. */
final class Jobs {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final Set<Integer> RESULTS = Set.of(200, 201, 204);

    private final SuiteTalk suiteTalk;
    private final Pauses pauses;

    Jobs(SuiteTalk suiteTalk, Pauses pauses) {
        this.suiteTalk = suiteTalk;
        this.pauses = pauses;
    }

    /** Waits between two looks at a job. */
    @FunctionalInterface
    interface Pauses {
        /** Whether there is time left for another look after that time. */
        boolean pause(CallScope scope, Duration time);
    }

    /** The job when it is over, or as it is when the patience ends. */
    Answer<Job> followed(CallScope scope, JobRequest request) {
        Place job = Place.of("async", "v1", "job", RecordNames.job(request.jobId()));
        request.taskId().ifPresent(RecordNames::task);
        RestAnswer state = suiteTalk.call(scope, SuiteTalk.read(scope, "job", job));
        CallFacts facts = state.facts();
        Duration left = request.patience();
        Duration pause = FIRST_PAUSE;
        while (!isOver(state) && left.isPositive() && pauses.pause(scope, shorter(pause, left))) {
            left = left.minus(shorter(pause, left));
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            state = suiteTalk.call(scope, SuiteTalk.read(scope, "job", job));
            facts = state.facts().after(facts);
        }
        if (!isOver(state)) {
            return new Answer<>(new Job(request.jobId(), Job.State.PENDING, List.of()), facts);
        }
        return tasks(scope, job, request, progress(state).equals("failed"), facts);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Answer<Job> tasks(
            CallScope scope, Place job, JobRequest request, boolean failedAsAWhole, CallFacts before) {
        CallFacts facts = before;
        List<String> ids = new ArrayList<>();
        if (request.taskId().isPresent()) {
            ids.add(request.taskId().get());
        } else {
            RestAnswer list = suiteTalk.call(scope, SuiteTalk.read(scope, "job", job.then("task", "")));
            facts = list.facts().after(facts);
            list.body().path("items").forEach(item -> ids.add(taskId(item)));
        }
        List<Job.Task> tasks = new ArrayList<>();
        for (String id : ids) {
            Answer<Job.Task> task = task(scope, job, id);
            facts = task.facts().after(facts);
            tasks.add(task.value());
            scope.progress().progressed(tasks.size(), OptionalLong.of(ids.size()), tasks.size() + " results read");
        }
        boolean failed = failedAsAWhole || tasks.stream().anyMatch(task -> task.state() == Job.State.FAILED);
        return new Answer<>(new Job(request.jobId(), failed ? Job.State.FAILED : Job.State.SUCCEEDED, tasks), facts);
    }

    /** A task's result is the answer that the record would have got by itself, refusals included. */
    private Answer<Job.Task> task(CallScope scope, Place job, String id) {
        try {
            RestAnswer result = suiteTalk.call(
                    scope,
                    SuiteTalk.read(scope, "job", job.then("task", RecordNames.task(id), "result"))
                            .succeedingWith(RESULTS));
            Optional<RecordId> record = WrittenAnswers.id(result);
            Optional<Fields> fields = result.body().isObject()
                    ? Optional.of(Slimming.slim(JsonCodec.fields(result.body())))
                    : Optional.empty();
            return new Answer<>(
                    new Job.Task(id, Job.State.SUCCEEDED, record, fields, Optional.empty()), result.facts());
        } catch (RecordException
                | UpstreamException.Validation
                | UpstreamException.NotFound
                | UpstreamException.Permission
                | UpstreamException.Conflict refused) {
            return new Answer<>(failed(id, refused), refused.facts());
        }
    }

    private static Job.Task failed(String id, McpServerException refused) {
        return new Job.Task(
                id, Job.State.FAILED, Optional.empty(), Optional.empty(), Optional.of(refused.safeMessage()));
    }

    private static boolean isOver(RestAnswer job) {
        return job.body().path("completed").asBoolean()
                || progress(job).equals("succeeded")
                || progress(job).equals("failed");
    }

    private static String progress(RestAnswer job) {
        return job.body().path("progress").asText().toLowerCase(Locale.ROOT);
    }

    private static String taskId(JsonNode item) {
        if (item.hasNonNull("id")) {
            return item.path("id").asText();
        }
        return WrittenAnswers.lastStep(item.path("links").path(0).path("href").asText())
                .orElse("");
    }
}

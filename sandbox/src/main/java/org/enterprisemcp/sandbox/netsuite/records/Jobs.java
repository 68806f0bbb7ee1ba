package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.sandbox.wire.Reply;

/**
 * Asynchronous jobs of an account. The work is done when the request comes in; the job says {@code pending} when it is asked for
 * the first time and {@code succeeded} from the second time on, so that a caller has to poll.
 */
final class Jobs {

    private static final int POLLS_UNTIL_DONE = 2;

    private final Clock clock;
    private final Links links;
    private final Map<Long, Job> jobs = new HashMap<>();
    private final Map<String, Long> byKey = new HashMap<>();

    Jobs(Clock clock, Links links) {
        this.clock = clock;
        this.links = links;
    }

    private static final class Job {
        private final List<Reply> results;
        private final Instant started;
        private int polls;

        Job(List<Reply> results, Instant started) {
            this.results = results;
            this.started = started;
        }

        boolean completed() {
            return polls >= POLLS_UNTIL_DONE;
        }
    }

    /** The job that a key was used for already; empty if it is new. */
    String submitted(String idempotencyKey) {
        Long id = byKey.get(idempotencyKey);
        return id == null ? "" : location(id);
    }

    /** Takes the results of a request's tasks and answers where the job is. */
    Reply accept(String idempotencyKey, List<Reply> results) {
        long id = jobs.size() + 1L;
        jobs.put(id, new Job(results, clock.instant()));
        if (!idempotencyKey.isEmpty()) {
            byKey.put(idempotencyKey, id);
        }
        return Reply.empty(202).with("Preference-Applied", "respond-async").with("Location", location(id));
    }

    private String location(long id) {
        return links.href("async/v1/job/" + id);
    }

    /** Answers {@code job/{id}[/task[/{task}[/result]]]}; {@code steps} are the words after {@code job}. */
    Reply answer(Call call, List<String> steps) {
        if (!call.method().equals("GET")) {
            throw Refused.notAllowed(call.method());
        }
        long id = number(call, steps.getFirst());
        Job job = jobs.get(id);
        if (job == null
                || steps.size() > 4
                || (steps.size() > 1 && !steps.get(1).equals("task"))) {
            throw gone(call);
        }
        return switch (steps.size()) {
            case 1 -> Reply.of(200, job(id, poll(job)));
            case 2 -> Reply.of(200, tasks(id, job));
            case 3 -> {
                result(call, job, steps.get(2));
                yield Reply.of(200, task(id, number(call, steps.get(2)), poll(job)));
            }
            default -> {
                Reply result = result(call, job, steps.get(2));
                if (!steps.get(3).equals("result") || !poll(job).completed()) {
                    throw gone(call);
                }
                yield result;
            }
        };
    }

    private static Job poll(Job job) {
        job.polls++;
        return job;
    }

    private static Reply result(Call call, Job job, String task) {
        long number = number(call, task);
        if (number < 1 || number > job.results.size()) {
            throw gone(call);
        }
        return job.results.get((int) number - 1);
    }

    private static long number(Call call, String step) {
        if (!step.matches("[0-9]{1,9}")) {
            throw gone(call);
        }
        return Long.parseLong(step);
    }

    private static Refused gone(Call call) {
        return Refused.notFound("The requested resource does not exist.", call.path());
    }

    private ObjectNode job(long id, Job job) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("completed", job.completed()).put("id", String.valueOf(id)).put("progress", progress(job));
        body.putObject("task").set("links", Links.self(location(id) + "/task"));
        return body;
    }

    private ObjectNode tasks(long id, Job job) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("links", Links.self(location(id) + "/task"));
        body.put("count", job.results.size()).put("hasMore", false);
        ArrayNode items = body.putArray("items");
        for (int task = 1; task <= job.results.size(); task++) {
            ObjectNode item = items.addObject();
            item.set("links", Links.self(location(id) + "/task/" + task));
            item.put("id", String.valueOf(task));
        }
        return body.put("offset", 0).put("totalResults", job.results.size());
    }

    private ObjectNode task(long id, long task, Job job) {
        String own = location(id) + "/task/" + task;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode both = body.putArray("links");
        if (job.completed()) {
            both.addObject().put("rel", "related").put("href", own + "/result");
        }
        both.addAll(Links.self(own));
        body.put("completed", job.completed());
        if (job.completed()) {
            body.put("endTime", second(clock.instant()));
        }
        return body.put("id", String.valueOf(task))
                .put("progress", progress(job))
                .put("startTime", second(job.started));
    }

    private static String progress(Job job) {
        return job.completed() ? "succeeded" : "pending";
    }

    private static String second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

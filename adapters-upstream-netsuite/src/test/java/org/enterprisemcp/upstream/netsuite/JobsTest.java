package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.error;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.written;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.JobRequest;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.upstream.rest.EngineOptions;
import org.enterprisemcp.upstream.rest.RestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobsTest {

    private static final Reply PENDING = json("{\"completed\":false,\"id\":\"3\",\"progress\":\"pending\"}");
    private static final Reply OVER = json("{\"completed\":true,\"id\":\"3\",\"progress\":\"succeeded\"}");
    private static final Reply TASKS = json(
            "{\"items\":[{\"links\":[{\"href\":\"https://x.example/services/rest/async/v1/job/3/task/1/\"}]},{\"id\":\"2\"}]}");

    @ParameterizedTest
    @ValueSource(strings = {"../3", "3/task", "3?x", "a b"})
    void sendsNothingForAHostileJob(String id) {
        try (TestNetSuite up = TestNetSuite.answering(OVER)) {
            assertThat(up.failureOf(scope -> job(up, scope, id, Optional.empty(), Duration.ZERO)))
                    .hasMessageContaining("job_id");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void sendsNothingForAHostileTask() {
        try (TestNetSuite up = TestNetSuite.answering(OVER)) {
            assertThat(up.failureOf(scope -> job(up, scope, "3", Optional.of("../x"), Duration.ZERO)))
                    .hasMessageContaining("task_id");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void saysThatThereIsNoSuchJob() {
        try (TestNetSuite up = TestNetSuite.answering(error(404, "NONEXISTENT_ID", "The job does not exist."))) {
            assertThat(up.failureOf(scope -> job(up, scope, "3", Optional.empty(), Duration.ZERO))
                            .code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
    }

    @Test
    void reportsAPendingJobAsItIsWithoutPatience() {
        try (TestNetSuite up = TestNetSuite.answering(PENDING)) {
            assertThat(job(up, up.scope(), "3", Optional.empty(), Duration.ZERO).value())
                    .isEqualTo(new Job("3", Job.State.PENDING, List.of()));
            assertThat(up.requests()).hasSize(1);
        }
    }

    @Test
    void waitsLongerEachTimeButNotBeyondItsPatience() {
        try (TestNetSuite up = TestNetSuite.answering(PENDING);
                RestEngine engine = engine(up)) {
            List<Duration> pauses = new ArrayList<>();
            Job job = jobs(up, engine, pauses)
                    .followed(up.scope(), new JobRequest("3", Optional.empty(), Duration.ofSeconds(10)))
                    .value();

            assertThat(job.state()).isEqualTo(Job.State.PENDING);
            assertThat(pauses.stream().map(Duration::toMillis))
                    .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 2_250L);
            assertThat(up.requests()).hasSize(7);
        }
    }

    @Test
    void readsEveryTaskOnceTheJobIsOver() {
        try (TestNetSuite up = TestNetSuite.answering(
                        PENDING,
                        OVER,
                        TASKS,
                        written("/services/rest/record/v1/customer/101"),
                        error(400, "USER_ERROR", "This entity already exists."));
                RestEngine engine = engine(up)) {
            Answer<Job> answer = jobs(up, engine, new ArrayList<>())
                    .followed(up.scope(), new JobRequest("3", Optional.empty(), Duration.ofSeconds(1)));
            Job job = answer.value();

            assertThat(job.state()).isEqualTo(Job.State.FAILED);
            assertThat(job.tasks())
                    .containsExactly(
                            new Job.Task(
                                    "1",
                                    Job.State.SUCCEEDED,
                                    Optional.of(new RecordId("101")),
                                    Optional.empty(),
                                    Optional.empty()),
                            new Job.Task(
                                    "2",
                                    Job.State.FAILED,
                                    Optional.empty(),
                                    Optional.empty(),
                                    job.tasks().getLast().error()));
            assertThat(job.tasks().getLast().error().orElseThrow()).contains("already exists");
            assertThat(up.progress).containsExactly("1 of 2", "2 of 2");
            assertThat(up.requests())
                    .extracting(TestNetSuite::line)
                    .containsExactly(
                            "GET async/v1/job/3",
                            "GET async/v1/job/3",
                            "GET async/v1/job/3/task/",
                            "GET async/v1/job/3/task/1/result",
                            "GET async/v1/job/3/task/2/result");
            assertThat(answer.facts().attempts()).isEqualTo(5);
        }
    }

    @Test
    void readsOneTaskWhereOneIsAskedFor() {
        try (TestNetSuite up = TestNetSuite.answering(OVER, json("{\"links\":[],\"id\":\"101\",\"email\":\"a\"}"))) {
            Job job = job(up, up.scope(), "3", Optional.of("2"), Duration.ZERO).value();

            assertThat(job.state()).isEqualTo(Job.State.SUCCEEDED);
            assertThat(job.tasks())
                    .containsExactly(new Job.Task(
                            "2",
                            Job.State.SUCCEEDED,
                            Optional.of(new RecordId("101")),
                            Optional.of(fields("{\"id\":\"101\",\"email\":\"a\"}")),
                            Optional.empty()));
            assertThat(line(up.lastRequest())).isEqualTo("GET async/v1/job/3/task/2/result");
        }
    }

    @Test
    void aJobThatFailedAsAWholeDidNotSucceed() {
        try (TestNetSuite up =
                TestNetSuite.answering(json("{\"completed\":true,\"progress\":\"failed\"}"), json("{\"items\":[]}"))) {
            assertThat(job(up, up.scope(), "3", Optional.empty(), Duration.ZERO).value())
                    .isEqualTo(new Job("3", Job.State.FAILED, List.of()));
        }
    }

    private static RestEngine engine(TestNetSuite up) {
        return new RestEngine(EngineOptions.defaults(Duration.ofSeconds(60), Duration.ofSeconds(180), 5), up.clock);
    }

    /** Jobs that move the clock where they would wait. */
    private static Jobs jobs(TestNetSuite up, RestEngine engine, List<Duration> pauses) {
        return new Jobs(new SuiteTalk(engine, new KnownNames(up.clock)), (_, time) -> {
            pauses.add(time);
            up.clock.advance(time);
            return true;
        });
    }

    private static Answer<Job> job(
            TestNetSuite up, CallScope scope, String id, Optional<String> task, Duration patience) {
        return up.upstream.batches().orElseThrow().job(scope, new JobRequest(id, task, patience));
    }
}

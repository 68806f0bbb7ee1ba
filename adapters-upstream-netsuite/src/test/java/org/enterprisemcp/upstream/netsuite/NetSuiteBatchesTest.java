package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.CUSTOMER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.error;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.node;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.batch.RecordBatch;
import org.enterprisemcp.domain.batch.RecordBatch.Operation;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetSuiteBatchesTest {

    private static final Reply PENDING = json("{\"completed\":false,\"id\":\"3\",\"progress\":\"pending\"}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE | {\"memo\":\"x\"} | items",
                "UPSERT | {\"memo\":\"x\"} | items",
                "UPSERT | {\"id\":\"7\"} | items",
                "DELETE | {\"memo\":\"x\"} | items",
                "DELETE | {\"id\":\"7/8\"} | record_id",
                "DELETE | {\"id\":\"7,8\"} | record_id",
                "DELETE | {\"externalId\":\"a'b\"} | external_id"
            })
    void sendsNothingForARecordThatIsNotNamed(Operation operation, String item, String field) {
        try (TestNetSuite up = TestNetSuite.answering(accepted("/services/rest/async/v1/job/3"))) {
            assertThat(up.failureOf(scope -> submit(up, scope, operation, Optional.empty(), item)))
                    .hasMessageContaining(field);
            assertThat(up.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "", "a b", "ä"})
    void sendsNothingForAHostileIdempotencyKey(String key) {
        try (TestNetSuite up = TestNetSuite.answering(accepted("/services/rest/async/v1/job/3"))) {
            assertThat(up.failureOf(scope -> submit(up, scope, Operation.CREATE, Optional.of(key), "{}")))
                    .hasMessageContaining("idempotency_key");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void neverRepeatsABatchWithoutAKeyWhoseEndIsNotKnown() {
        for (Operation operation : Operation.values()) {
            try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.hangUp())) {
                assertThat(up.failureOf(scope -> submit(
                                        up, scope, operation, Optional.empty(), "{\"id\":\"7\",\"externalId\":\"E\"}"))
                                .code())
                        .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
                assertThat(up.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Location: ?", "Location: /services/rest/async/v1/job/a%2Fb", "X: y"})
    void doesNotKnowWhatBecameOfABatchWithoutAJob(String header) {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.json(202, "", header))) {
            assertThat(up.failureOf(scope -> submit(up, scope, Operation.CREATE, Optional.empty(), "{}"))
                            .code())
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 501})
    void aBatchThatWasTakenIsNeverReportedAsAFailure(int status) {
        try (TestNetSuite up = TestNetSuite.answering(
                accepted("/services/rest/async/v1/job/3"), error(status, "X", "the job cannot be read"))) {
            Answer<Job> answer = submit(up, up.scope(), Operation.CREATE, Optional.empty(), "{}");

            assertThat(answer.value()).isEqualTo(new Job("3", Job.State.PENDING, List.of()));
            assertThat(up.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"CREATE, POST", "UPDATE, PATCH", "UPSERT, PUT"})
    void handsABatchInAsACollection(Operation operation, String method) {
        try (TestNetSuite up = TestNetSuite.answering(
                accepted("https://1.suitetalk.api.netsuite.com/services/rest/async/v1/job/3"), PENDING)) {
            Answer<Job> answer = submit(
                    up,
                    up.scope(),
                    operation,
                    Optional.empty(),
                    "{\"externalId\":\"A\",\"memo\":\"x\"}",
                    "{\"externalId\":\"B\"}");
            LoopbackServer.Request sent = up.requests().getFirst();

            assertThat(answer.value()).isEqualTo(new Job("3", Job.State.PENDING, List.of()));
            assertThat(line(sent)).isEqualTo(method + " record/v1/customer");
            assertThat(node(sent.body()))
                    .isEqualTo(node("{\"items\":[{\"externalId\":\"A\",\"memo\":\"x\"},{\"externalId\":\"B\"}]}"));
            assertThat(sent.headers())
                    .containsEntry("Content-Type", "application/vnd.oracle.resource+json; type=collection")
                    .containsEntry("Prefer", "respond-async")
                    .containsEntry("X-NetSuite-PropertyNameValidation", "error")
                    .doesNotContainKey("X-NetSuite-Idempotency-Key");
            assertThat(line(up.lastRequest())).isEqualTo("GET async/v1/job/3");
        }
    }

    @Test
    void deletesByIdsOfBothKinds() {
        try (TestNetSuite up = TestNetSuite.answering(accepted("/services/rest/async/v1/job/3"), PENDING)) {
            submit(
                    up,
                    up.scope(),
                    Operation.DELETE,
                    Optional.empty(),
                    "{\"id\":\"7\"}",
                    "{\"id\":8}",
                    "{\"externalId\":\"CRM-1\"}",
                    "{\"externalId\":\"with blank\"}",
                    "{\"id\":\"eid:X\"}");

            assertThat(line(up.requests().getFirst()))
                    .isEqualTo("DELETE record/v1/customer?ids=7,8,eid:CRM-1,eid:'with blank',eid:X");
            assertThat(up.requests().getFirst().body()).isEmpty();
        }
    }

    @Test
    void asksForParallelWorkAndNamesItsKey() {
        try (TestNetSuite up = TestNetSuite.answering(accepted("/services/rest/async/v1/job/3"), PENDING)) {
            batches(
                    up,
                    up.scope(),
                    new RecordBatch(
                            Operation.CREATE,
                            CUSTOMER,
                            List.of(TestNetSuite.fields("{}")),
                            true,
                            Optional.of("5f7e8d3a-0000-4000-8000-000000000001"),
                            Duration.ZERO));

            assertThat(up.requests().getFirst().headers())
                    .containsEntry("Prefer", "respond-async, batch-processing=\"parallel\"")
                    .containsEntry("X-NetSuite-Idempotency-Key", "5f7e8d3a-0000-4000-8000-000000000001");
        }
    }

    @Test
    void aBatchThatNetSuiteHasAlreadyIsAnsweredWithItsFirstJob() {
        Reply conflict = LoopbackServer.json(
                400,
                "{\"title\":\"Conflict\",\"status\":400,\"o:errorDetails\":[{\"detail\":\"A request with the same idempotency key is already submitted.\",\"o:errorCode\":\"IDEMPOTENCY_ERROR\"}]}",
                "Location: /services/rest/async/v1/job/3");
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.hangUp(), conflict, PENDING)) {
            Answer<Job> answer = submit(up, up.scope(), Operation.CREATE, Optional.of("key-1"), "{}");

            assertThat(answer.value().id()).isEqualTo("3");
            assertThat(answer.facts().attempts()).isEqualTo(3);
        }
    }

    private static Reply accepted(String location) {
        return LoopbackServer.json(202, "", "Preference-Applied: respond-async", "Location: " + location);
    }

    private static Answer<Job> submit(
            TestNetSuite up, CallScope scope, Operation operation, Optional<String> key, String... items) {
        return batches(
                up,
                scope,
                new RecordBatch(
                        operation,
                        CUSTOMER,
                        Arrays.stream(items).map(TestNetSuite::fields).toList(),
                        false,
                        key,
                        Duration.ZERO));
    }

    private static Answer<Job> batches(TestNetSuite up, CallScope scope, RecordBatch batch) {
        return up.upstream.batches().orElseThrow().submit(scope, batch);
    }
}

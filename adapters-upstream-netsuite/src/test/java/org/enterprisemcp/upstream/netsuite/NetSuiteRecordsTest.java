package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.CUSTOMER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SEVEN;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.done;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.error;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.written;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetSuiteRecordsTest {

    private static final RecordDraft DRAFT = new RecordDraft(CUSTOMER, fields("{\"companyName\":\"Acme\"}"));

    @ParameterizedTest
    @ValueSource(strings = {"8)/total?x=(", "a/b", "../../users/me", "eid:a/b", "7 8"})
    void sendsNothingForAHostileId(String hostile) {
        try (TestNetSuite up = TestNetSuite.answering(json("{}"))) {
            RecordId id = new RecordId(hostile);

            assertThat(up.failureOf(scope -> up.upstream.records().get(scope, CUSTOMER, id))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_VALIDATION);
            assertThat(up.failureOf(scope -> up.upstream.records().delete(scope, CUSTOMER, id))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_VALIDATION);
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void sendsNothingForAHostileTypeFieldOrExternalId() {
        try (TestNetSuite up = TestNetSuite.answering(json("{}"))) {
            RecordType type = new RecordType("customer/../admin");

            assertThat(up.failureOf(scope -> up.upstream.records().get(scope, type, SEVEN)))
                    .hasMessageContaining("record_type");
            assertThat(up.failureOf(
                            Map.of("fields", List.of("email", "a&b=c")),
                            scope -> up.upstream.records().get(scope, CUSTOMER, SEVEN)))
                    .hasMessageContaining("fields");
            assertThat(up.failureOf(
                            Map.of("external_id", "a/b"),
                            scope -> up.upstream.records().create(scope, DRAFT)))
                    .hasMessageContaining("external_id");
            assertThat(up.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "not json"})
    void doesNotTakeAnythingElseForARecord(String body) {
        try (TestNetSuite up = TestNetSuite.answering(json(body))) {
            assertThat(up.failureOf(scope -> up.upstream.records().get(scope, CUSTOMER, SEVEN))
                            .code())
                    .isEqualTo(ErrorCode.SERVER);
        }
    }

    @Test
    void neverRepeatsACreateWhoseEndIsNotKnown() {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.hangUp())) {
            assertThat(up.failureOf(
                                    Map.of("external_id", "CRM-1"),
                                    scope -> up.upstream.records().create(scope, DRAFT))
                            .code())
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
            assertThat(up.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "204, https://1234567.suitetalk.api.netsuite.com/services/rest/record/v1/customer/647, 647",
        "201, /services/rest/record/v1/customer/647, 647",
        "200, customer/647/, 647",
        "204, /services/rest/record/v1/customer/eid%3ACRM-1?x=y, eid:CRM-1",
        "204, /services/rest/record/v1/customer/, ",
        "204, /services/rest/record/v1/customer/a%2Fb, ",
        "204, ?, "
    })
    void takesTheIdFromTheLocation(int status, String location, String id) {
        try (TestNetSuite up =
                TestNetSuite.answering(LoopbackServer.bytes(status, new byte[0], "Location: " + location))) {
            WrittenRecord created =
                    up.upstream.records().create(up.scope(), DRAFT).value();

            assertThat(created.id().map(RecordId::value)).isEqualTo(Optional.ofNullable(id));
            assertThat(created.saved()).isTrue();
            assertThat(line(up.lastRequest())).isEqualTo("POST record/v1/customer");
            assertThat(up.lastRequest().body()).isEqualTo("{\"companyName\":\"Acme\"}");
            assertThat(up.lastRequest().headers())
                    .containsEntry("X-NetSuite-PropertyNameValidation", "error")
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("Authorization", "Bearer t0ken");
        }
    }

    @Test
    void takesTheIdFromTheBodyWhereThereIsNoLocation() {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.json(201, "{\"id\":\"647\"}"))) {
            assertThat(up.upstream.records().create(up.scope(), DRAFT).value().id())
                    .contains(new RecordId("647"));
        }
    }

    @Test
    void namesTheRecordByItsExternalIdWhereNetSuiteNamesItNot() {
        try (TestNetSuite up = TestNetSuite.answering(done())) {
            WrittenRecord created = up.upstream
                    .records()
                    .create(up.scope(Map.of("external_id", "CRM-1")), DRAFT)
                    .value();

            assertThat(created.id()).contains(new RecordId("eid:CRM-1"));
            assertThat(TestNetSuite.node(up.lastRequest().body()))
                    .isEqualTo(TestNetSuite.node("{\"companyName\":\"Acme\",\"externalId\":\"CRM-1\"}"));
        }
    }

    @Test
    void aDryRunAsksForTheFormAndForNothingElse() {
        try (TestNetSuite up = TestNetSuite.answering(json("{\"links\":[],\"companyName\":\"Acme\",\"terms\":null}"))) {
            WrittenRecord form = up.upstream
                    .records()
                    .create(up.scope(Map.of("dry_run", true)), DRAFT)
                    .value();

            assertThat(form)
                    .isEqualTo(WrittenRecord.dryRun(CUSTOMER, Optional.empty(), fields("{\"companyName\":\"Acme\"}")));
            assertThat(up.requests()).hasSize(1);
            assertThat(line(up.lastRequest())).isEqualTo("POST record/v1/customer");
            assertThat(up.lastRequest().headers())
                    .containsEntry("Accept", "application/vnd.oracle.resource+json; type=create-form")
                    .containsEntry("X-NetSuite-PropertyNameValidation", "error");
        }
    }

    @Test
    void doesNotTakeASavedRecordForADryRun() {
        try (TestNetSuite up = TestNetSuite.answering(written("/services/rest/record/v1/customer/8"))) {
            assertThat(up.failureOf(
                                    Map.of("dry_run", true),
                                    scope -> up.upstream.records().create(scope, DRAFT))
                            .code())
                    .isEqualTo(ErrorCode.SERVER);
            assertThat(up.requests()).hasSize(1);
        }
    }

    @Test
    void readsARecordWithoutWhatTellsNothing() {
        try (TestNetSuite up = TestNetSuite.answering(
                json("{\"links\":[{\"rel\":\"self\"}],\"id\":\"7\",\"balance\":10.50,\"item\":{\"links\":[]}}"))) {
            Answer<UpstreamRecord> read = up.upstream.records().get(up.scope(), CUSTOMER, SEVEN);

            assertThat(read.value().fields()).isEqualTo(fields("{\"id\":\"7\",\"balance\":10.50}"));
            assertThat(line(up.lastRequest())).isEqualTo("GET record/v1/customer/7?simpleEnumFormat=true");
        }
    }

    @Test
    void turnsOptionsIntoParameters() {
        try (TestNetSuite up = TestNetSuite.answering(json("{\"links\":[],\"id\":\"7\"}"))) {
            UpstreamRecord read = up.upstream
                    .records()
                    .get(
                            up.scope(Map.of(
                                    "fields",
                                    List.of("email", "custentity_x"),
                                    "expand_sub_resources",
                                    true,
                                    "simple_enums",
                                    false,
                                    "compact",
                                    false)),
                            CUSTOMER,
                            new RecordId("eid:CRM 1"))
                    .value();

            assertThat(read.fields()).isEqualTo(fields("{\"links\":[],\"id\":\"7\"}"));
            assertThat(line(up.lastRequest()))
                    .isEqualTo("GET record/v1/customer/eid:CRM 1?fields=email,custentity_x&expandSubResources=true");
        }
    }

    @Test
    void deletesARecord() {
        try (TestNetSuite up = TestNetSuite.answering(done())) {
            assertThat(up.upstream
                            .records()
                            .delete(up.scope(), CUSTOMER, SEVEN)
                            .value()
                            .id())
                    .isEqualTo(SEVEN);
            assertThat(line(up.lastRequest())).isEqualTo("DELETE record/v1/customer/7");
        }
    }

    @Test
    void aRecordThatWasNeverThereIsNotDeleted() {
        try (TestNetSuite up =
                TestNetSuite.answering(error(404, "NONEXISTENT_ID", "The record instance does not exist."))) {
            assertThat(up.failureOf(scope -> up.upstream.records().delete(scope, CUSTOMER, SEVEN))
                            .code())
                    .isEqualTo(ErrorCode.RECORD_NOT_FOUND);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, The record instance does not exist.",
        "400, Error while accessing a resource. Transaction type specified is incorrect."
    })
    void aRecordThatIsMissingAfterAnUnknownEndWasDeletedByUs(int status, String detail) {
        Reply gone = error(status, status == 404 ? "NONEXISTENT_ID" : "USER_ERROR", detail);
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.hangUp(), gone)) {
            Answer<?> deleted = up.upstream.records().delete(up.scope(), CUSTOMER, SEVEN);

            assertThat(deleted.facts().attempts()).isEqualTo(2);
            assertThat(up.requests()).hasSize(2);
        }
    }

    @Test
    void namesTheOperationAsOraclesSupportAsksForIt() {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.bytes(
                204, new byte[0], "Location: /x/8", "X-N-OperationId: op-1", "X-NetSuite-JobId: job-2"))) {
            assertThat(up.upstream.records().create(up.scope(), DRAFT).facts().operationId())
                    .contains("op-1; job-2");
        }
    }
}

package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SALES_ORDER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SEVEN;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.done;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.node;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.written;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetSuiteUpdatesTest {

    private static final String LINES = "{\"item\":{\"items\":[{\"item\":{\"id\":\"5\"},\"quantity\":2}]}}";

    @Test
    void refusesToClearAndSetAFieldAtOnce() {
        try (TestNetSuite up = TestNetSuite.answering(done())) {
            assertThat(up.failureOf(
                            Map.of("clear_fields", List.of("memo")),
                            scope -> up.upstream.records().update(scope, patch("{\"memo\":\"x\"}"))))
                    .hasMessageContaining("clear_fields");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void sendsNothingForHostileNames() {
        try (TestNetSuite up = TestNetSuite.answering(done())) {
            assertThat(up.failureOf(
                            Map.of("replace_sublists", List.of("item&x=y")),
                            scope -> up.upstream.records().update(scope, patch("{\"memo\":\"x\"}"))))
                    .hasMessageContaining("replace_sublists");
            assertThat(up.failureOf(
                            Map.of("clear_fields", List.of("a.b")),
                            scope -> up.upstream.records().update(scope, patch("{\"memo\":\"x\"}"))))
                    .hasMessageContaining("clear_fields");
            assertThat(up.failureOf(scope -> upsert(up, scope, "a/b", "{\"memo\":\"x\"}")))
                    .hasMessageContaining("external_id");
            assertThat(up.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINES,
                "{\"inventoryDetail\":{\"inventoryAssignment\":{\"items\":[{\"quantity\":1}]}}}",
                "{\"memo\":\"x\",\"ITEM\":{\"items\":[{\"quantity\":1}]}}"
            })
    void neverRepeatsLinesThatAreAppended(String updates) {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.hangUp(), done())) {
            assertThat(up.failureOf(scope -> up.upstream.records().update(scope, patch(updates)))
                            .code())
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
            assertThat(up.requests()).hasSize(1);
        }
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.hangUp(), done())) {
            assertThat(up.failureOf(scope -> upsert(up, scope, "SO-1", updates)).code())
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
            assertThat(up.requests()).hasSize(1);
        }
    }

    @Test
    void repeatsLinesThatAreReplaced() {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.hangUp(), done())) {
            up.upstream.records().update(up.scope(Map.of("replace_sublists", List.of("Item"))), patch(LINES));

            assertThat(up.requests()).hasSize(2);
        }
    }

    @Test
    void repeatsFieldsThatAreSet() {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.hangUp(), done())) {
            up.upstream.records().update(up.scope(), patch("{\"memo\":\"x\"}"));

            assertThat(up.requests()).hasSize(2);
        }
    }

    @Test
    void changesFieldsAndClearsOthers() {
        try (TestNetSuite up = TestNetSuite.answering(written("/services/rest/record/v1/salesOrder/7"))) {
            WrittenRecord changed = up.upstream
                    .records()
                    .update(
                            up.scope(Map.of(
                                    "clear_fields",
                                    List.of("otherRefNum"),
                                    "replace_sublists",
                                    List.of("item", "salesTeam"))),
                            patch("{\"memo\":\"x\",\"terms\":null}"))
                    .value();

            assertThat(changed.id()).contains(SEVEN);
            assertThat(line(up.lastRequest())).isEqualTo("PATCH record/v1/salesOrder/7?replace=item,salesTeam");
            assertThat(node(up.lastRequest().body()))
                    .isEqualTo(node("{\"memo\":\"x\",\"terms\":null,\"otherRefNum\":null}"));
            assertThat(up.lastRequest().headers()).containsEntry("X-NetSuite-PropertyNameValidation", "error");
        }
    }

    @Test
    void aDryRunAsksForTheFormAndForNothingElse() {
        try (TestNetSuite up = TestNetSuite.answering(json("{\"memo\":\"x\"}"))) {
            WrittenRecord form = up.upstream
                    .records()
                    .update(up.scope(Map.of("dry_run", true)), patch(LINES))
                    .value();

            assertThat(form)
                    .isEqualTo(WrittenRecord.dryRun(SALES_ORDER, Optional.of(SEVEN), fields("{\"memo\":\"x\"}")));
            assertThat(up.requests()).hasSize(1);
            assertThat(line(up.lastRequest())).isEqualTo("PATCH record/v1/salesOrder/7");
            assertThat(up.lastRequest().headers())
                    .containsEntry("Accept", "application/vnd.oracle.resource+json; type=edit-form");
        }
    }

    @Test
    void anUpsertIsRepeatedBecauseItsKeyMakesItSafe() {
        try (TestNetSuite up =
                TestNetSuite.answering(LoopbackServer.hangUp(), written("/services/rest/record/v1/salesOrder/9"))) {
            WrittenRecord written =
                    upsert(up, up.scope(), "SO 1", "{\"memo\":\"x\"}").value();

            assertThat(written.id()).contains(new RecordId("9"));
            assertThat(line(up.lastRequest())).isEqualTo("PUT record/v1/salesOrder/eid:SO 1");
            assertThat(up.requests()).hasSize(2);
        }
    }

    @Test
    void anUpsertOfWhichNothingIsToldIsNamedByItsKey() {
        try (TestNetSuite up = TestNetSuite.answering(done())) {
            assertThat(upsert(up, up.scope(), "SO-1", "{\"memo\":\"x\"}")
                            .value()
                            .id())
                    .contains(new RecordId("eid:SO-1"));
        }
    }

    private static RecordPatch patch(String updates) {
        return new RecordPatch(SALES_ORDER, SEVEN, fields(updates));
    }

    private static Answer<WrittenRecord> upsert(TestNetSuite up, CallScope scope, String externalId, String payload) {
        return up.upstream
                .upserts()
                .orElseThrow()
                .upsert(scope, new RecordUpsert(SALES_ORDER, externalId, fields(payload)));
    }
}

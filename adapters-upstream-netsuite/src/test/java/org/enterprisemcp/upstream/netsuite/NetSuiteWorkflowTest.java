package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.CUSTOMER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SALES_ORDER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SEVEN;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.done;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.error;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.written;

import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.RecordLinks;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordAction;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordLink;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;

class NetSuiteWorkflowTest {

    private static final RecordType INVOICE = new RecordType("invoice");

    @Test
    void sendsNothingForHostileNames() {
        try (TestNetSuite up = TestNetSuite.answering(done())) {
            assertThat(up.failureOf(scope -> transform(up, scope, new RecordType("invoice/8"))))
                    .hasMessageContaining("record_type");
            assertThat(up.failureOf(scope -> run(up, scope, "approve/../x"))).hasMessageContaining("action");
            assertThat(up.failureOf(scope -> links(up).attach(scope, link("vendor", "9", Fields.empty()))))
                    .hasMessageContaining("other_type");
            assertThat(up.failureOf(scope -> links(up).detach(scope, link("contact", "9/8", Fields.empty()))))
                    .hasMessageContaining("record_id");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void neverRepeatsATransformOrAnActionWhoseEndIsNotKnown() {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.hangUp())) {
            assertThat(up.failureOf(scope -> transform(up, scope, INVOICE)).code())
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
            assertThat(up.failureOf(scope -> run(up, scope, "approve")).code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
            assertThat(up.requests()).hasSize(2);
        }
    }

    @Test
    void aMissingSourceIsAMissingRecord() {
        try (TestNetSuite up = TestNetSuite.answering(error(
                400, "USER_ERROR", "Error while accessing a resource. Transaction type specified is incorrect."))) {
            assertThat(up.failureOf(scope -> transform(up, scope, INVOICE)).code())
                    .isEqualTo(ErrorCode.RECORD_NOT_FOUND);
        }
    }

    @Test
    void makesARecordFromAnother() {
        try (TestNetSuite up = TestNetSuite.answering(written("/services/rest/record/v1/invoice/88"))) {
            WrittenRecord made = transform(up, up.scope(), INVOICE).value();

            assertThat(made.type()).isEqualTo(INVOICE);
            assertThat(made.id()).contains(new RecordId("88"));
            assertThat(line(up.lastRequest())).isEqualTo("POST record/v1/salesOrder/7/!transform/invoice");
            assertThat(up.lastRequest().body()).isEqualTo("{\"memo\":\"x\"}");
        }
    }

    @Test
    void aTransformOfWhichNothingIsToldIsDoneAllTheSame() {
        try (TestNetSuite up = TestNetSuite.answering(done())) {
            assertThat(transform(up, up.scope(), INVOICE).value())
                    .isEqualTo(new WrittenRecord(INVOICE, Optional.empty(), Optional.empty()));
        }
    }

    @Test
    void aDryRunOfATransformAsksForTheForm() {
        try (TestNetSuite up = TestNetSuite.answering(json("{\"links\":[],\"memo\":\"x\"}"))) {
            WrittenRecord form =
                    transform(up, up.scope(Map.of("dry_run", true)), INVOICE).value();

            assertThat(form).isEqualTo(WrittenRecord.dryRun(INVOICE, Optional.empty(), fields("{\"memo\":\"x\"}")));
            assertThat(up.lastRequest().headers())
                    .containsEntry("Accept", "application/vnd.oracle.resource+json; type=create-form");
            assertThat(up.requests()).hasSize(1);
        }
    }

    @Test
    void doesNotTakeAnEmptyAnswerForAForm() {
        try (TestNetSuite up = TestNetSuite.answering(json(""))) {
            assertThat(up.failureOf(Map.of("dry_run", true), scope -> transform(up, scope, INVOICE))
                            .code())
                    .isEqualTo(ErrorCode.SERVER);
        }
    }

    @Test
    void runsAnActionAndTellsWhatItAnswered() {
        try (TestNetSuite up = TestNetSuite.answering(json("{\"links\":[],\"result\":true}"), done())) {
            assertThat(run(up, up.scope(), "approve").value()).isEqualTo(fields("{\"result\":true}"));
            assertThat(line(up.lastRequest())).isEqualTo("POST record/v1/salesOrder/7/@approve");
            assertThat(up.lastRequest().body()).isEqualTo("{}");
            assertThat(run(up, up.scope(), "approve").value()).isEqualTo(Fields.empty());
        }
    }

    @Test
    void attachesWithWhatIsSaidAboutTheTie() {
        try (TestNetSuite up = TestNetSuite.answering(done())) {
            RecordLink link = link("contact", "9", fields("{\"role\":{\"id\":\"-10\"}}"));

            assertThat(links(up).attach(up.scope(), link).value()).isEqualTo(link);
            assertThat(line(up.lastRequest())).isEqualTo("POST record/v1/customer/7/!attach/contact/9");
            assertThat(up.lastRequest().body()).isEqualTo("{\"role\":{\"id\":\"-10\"}}");
        }
    }

    @Test
    void detachesAndMayDoItTwice() {
        try (TestNetSuite up = TestNetSuite.answering(LoopbackServer.hangUp(), done())) {
            links(up).detach(up.scope(), link("file", "9", Fields.empty()));

            assertThat(line(up.lastRequest())).isEqualTo("POST record/v1/customer/7/!detach/file/9");
            assertThat(up.lastRequest().body()).isEmpty();
            assertThat(up.requests()).hasSize(2);
        }
    }

    private static Answer<WrittenRecord> transform(TestNetSuite up, CallScope scope, RecordType target) {
        return up.upstream
                .transforms()
                .orElseThrow()
                .transform(scope, new RecordTransform(SALES_ORDER, SEVEN, target, fields("{\"memo\":\"x\"}")));
    }

    private static Answer<Fields> run(TestNetSuite up, CallScope scope, String action) {
        return up.upstream
                .actions()
                .orElseThrow()
                .run(scope, new RecordAction(SALES_ORDER, SEVEN, action, Fields.empty()));
    }

    private static RecordLinks links(TestNetSuite up) {
        return up.upstream.links().orElseThrow();
    }

    private static RecordLink link(String otherType, String otherId, Fields attributes) {
        return new RecordLink(CUSTOMER, SEVEN, new RecordType(otherType), new RecordId(otherId), attributes);
    }
}

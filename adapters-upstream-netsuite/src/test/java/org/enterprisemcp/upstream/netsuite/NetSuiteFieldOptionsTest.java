package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SALES_ORDER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SEVEN;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.FieldChoices;
import org.enterprisemcp.domain.metadata.FieldChoices.Choice;
import org.enterprisemcp.domain.metadata.FieldChoicesRequest;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.record.RecordId;
import org.junit.jupiter.api.Test;

class NetSuiteFieldOptionsTest {

    private static final String TERMS =
            "{\"terms\":{\"_selectOptions\":{\"items\":[{\"id\":\"1\",\"refName\":\"Net 15\"},{\"id\":\"2\",\"refName\":\"Net 30\"}],\"count\":2,\"totalResults\":9}}}";

    @Test
    void sendsNothingForHostileFieldsAndSearches() {
        try (TestNetSuite up = TestNetSuite.answering(json(TERMS))) {
            assertThat(up.failureOf(scope -> choices(up, scope, List.of("a&b"), Optional.empty(), Optional.empty())))
                    .hasMessageContaining("fields");
            assertThat(up.failureOf(
                            scope -> choices(up, scope, List.of("terms"), Optional.empty(), Optional.of("a\" OR x"))))
                    .hasMessageContaining("query");
            assertThat(up.failureOf(scope ->
                            choices(up, scope, List.of("terms", "entity"), Optional.empty(), Optional.of("a"))))
                    .hasMessageContaining("query");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void bringsWhatMayBeChosenForANewRecord() {
        try (TestNetSuite up = TestNetSuite.answering(json(TERMS))) {
            List<FieldChoices> choices = choices(up, up.scope(), List.of("terms"), Optional.empty(), Optional.empty())
                    .value();

            assertThat(choices)
                    .containsExactly(new FieldChoices(
                            "terms",
                            List.of(new Choice("1", "Net 15"), new Choice("2", "Net 30")),
                            OptionalLong.of(9)));
            assertThat(line(up.lastRequest())).isEqualTo("POST record/v1/salesOrder?fields=terms&limit=20&offset=0");
            assertThat(up.lastRequest().body()).isEqualTo("{\"entity\":{\"id\":\"1\"}}");
            assertThat(up.lastRequest().headers())
                    .containsEntry("Accept", "application/vnd.oracle.resource+json; type=select-options");
        }
    }

    @Test
    void bringsWhatMayBeChosenForARecordThatIsThere() {
        try (TestNetSuite up = TestNetSuite.answering(json(TERMS))) {
            choices(up, up.scope(), List.of("terms"), Optional.of(SEVEN), Optional.of("Net 3"));

            assertThat(line(up.lastRequest()))
                    .isEqualTo(
                            "PATCH record/v1/salesOrder/7?fields=terms&limit=20&offset=0&q=terms START_WITH \"Net 3\"");
        }
    }

    @Test
    void findsAFieldInAnyCaseAndSaysNothingOfOneThatIsMissing() {
        try (TestNetSuite up = TestNetSuite.answering(json(TERMS))) {
            List<FieldChoices> choices = choices(
                            up, up.scope(), List.of("TERMS", "entity"), Optional.empty(), Optional.empty())
                    .value();

            assertThat(choices.getFirst().choices()).hasSize(2);
            assertThat(choices.getLast()).isEqualTo(new FieldChoices("entity", List.of(), OptionalLong.empty()));
        }
    }

    private static Answer<List<FieldChoices>> choices(
            TestNetSuite up, CallScope scope, List<String> fields, Optional<RecordId> id, Optional<String> search) {
        return up.upstream
                .fieldOptions()
                .orElseThrow()
                .choices(
                        scope,
                        new FieldChoicesRequest(
                                SALES_ORDER, fields, id, fields("{\"entity\":{\"id\":\"1\"}}"), search, 20));
    }
}

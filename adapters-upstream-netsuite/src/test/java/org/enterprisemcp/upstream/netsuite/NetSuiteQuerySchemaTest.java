package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;

import java.util.Optional;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.QueryTable;
import org.enterprisemcp.domain.port.QuerySchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetSuiteQuerySchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "customer/../x", "a'b"})
    void sendsNothingForAHostileTable(String name) {
        try (TestNetSuite up = TestNetSuite.answering(json("{}"))) {
            assertThat(up.failureOf(scope -> schema(up).table(scope, name, Optional.empty())))
                    .hasMessageContaining("table");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void listsItsOwnTablesAndThoseOfTheAccount() {
        try (TestNetSuite up = TestNetSuite.answering(
                json("{\"items\":[{\"name\":\"customer\"},{\"name\":\"customrecord_Zone\",\"title\":\"Zone\"}]}"))) {
            assertThat(schema(up).tables(up.scope(), Optional.empty()).value())
                    .extracting(QueryTable::name)
                    .contains("transaction", "transactionline", "customrecord_zone")
                    .doesNotHaveDuplicates();
            assertThat(schema(up).tables(up.scope(), Optional.of("LINE")).value())
                    .extracting(QueryTable::name)
                    .containsExactlyInAnyOrder("transactionline", "transactionaccountingline");
        }
    }

    @Test
    void describesItsOwnTablesWithoutAsking() {
        try (TestNetSuite up = TestNetSuite.answering(json("{}"))) {
            QueryTable table = schema(up)
                    .table(up.scope(), "Transaction", Optional.of("TRAN"))
                    .value();

            assertThat(table.columns())
                    .extracting(FieldDescription::name)
                    .contains("tranid", "trandate")
                    .doesNotContain("entity");
            assertThat(table.joins()).extracting(QueryTable.Join::table).contains("transactionline");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void describesATableOfTheAccountByItsRecordType() {
        try (TestNetSuite up = TestNetSuite.answering(
                json("{\"properties\":{\"custrecord_Area\":{\"title\":\"Area\",\"type\":\"number\"}}}"))) {
            QueryTable table = schema(up)
                    .table(up.scope(), "customrecord_zone", Optional.empty())
                    .value();

            assertThat(table.columns())
                    .extracting(FieldDescription::name, FieldDescription::kind)
                    .containsExactly(tuple("custrecord_area", "number"));
            assertThat(line(up.lastRequest())).isEqualTo("GET record/v1/metadata-catalog/customrecord_zone");
        }
    }

    private static QuerySchema schema(TestNetSuite up) {
        return up.upstream.querySchema().orElseThrow();
    }
}

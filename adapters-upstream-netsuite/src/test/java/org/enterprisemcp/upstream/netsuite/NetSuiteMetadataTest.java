package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.CUSTOMER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SALES_ORDER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.error;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.RecordDescription;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest.Include;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetSuiteMetadataTest {

    private static final Reply CATALOG = json(
            "{\"items\":[{\"name\":\"vendor\",\"links\":[]},{\"name\":\"customer\",\"links\":[]},{\"name\":\"customrecord_zone\",\"title\":\"Warehouse zone\"}]}");

    @Test
    void sendsNothingForAHostileType() {
        try (TestNetSuite up = TestNetSuite.answering(CATALOG)) {
            assertThat(up.failureOf(scope -> metadata(up)
                            .describe(scope, RecordDescriptionRequest.all(new RecordType("customer, vendor")))))
                    .hasMessageContaining("record_type");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void namesTheSublistsThatThereAre() {
        try (TestNetSuite up = TestNetSuite.answering(schema(1))) {
            assertThat(up.failureOf(scope -> metadata(up).describe(scope, sublist("nothing"))))
                    .hasMessageContaining("sublist")
                    .hasMessageContaining("item, salesTeam");
        }
    }

    @Test
    void aTypeThatIsNotThereIsNotRemembered() {
        try (TestNetSuite up = TestNetSuite.answering(
                error(404, "NONEXISTENT_ID", "Record type 'salesOrder' does not exist."), schema(1))) {
            assertThat(up.failureOf(scope -> metadata(up).describe(scope, RecordDescriptionRequest.all(SALES_ORDER)))
                            .code())
                    .isEqualTo(ErrorCode.VALIDATION);
            assertThat(metadata(up)
                            .describe(up.scope(), RecordDescriptionRequest.all(SALES_ORDER))
                            .value()
                            .fields())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "<html>sign in</html>"})
    void doesNotRememberWhatIsNeitherCatalogNorSchema(String body) {
        try (TestNetSuite up = TestNetSuite.answering(json(body), json(body), CATALOG, schema(1))) {
            assertThat(up.failureOf(scope -> metadata(up).recordTypes(scope, Optional.empty(), 10))
                            .code())
                    .isEqualTo(ErrorCode.SERVER);
            assertThat(up.failureOf(scope -> metadata(up).describe(scope, RecordDescriptionRequest.all(SALES_ORDER)))
                            .code())
                    .isEqualTo(ErrorCode.SERVER);
            assertThat(metadata(up)
                            .recordTypes(up.scope(), Optional.empty(), 10)
                            .value()
                            .types())
                    .hasSize(3);
            assertThat(metadata(up)
                            .describe(up.scope(), RecordDescriptionRequest.all(SALES_ORDER))
                            .value()
                            .fields())
                    .hasSize(1);
        }
    }

    @Test
    void listsRecordTypesByName() {
        try (TestNetSuite up = TestNetSuite.answering(CATALOG)) {
            RecordTypes types =
                    metadata(up).recordTypes(up.scope(), Optional.empty(), 2).value();

            assertThat(types.types())
                    .containsExactly(
                            new RecordTypes.Entry("customer", "", false),
                            new RecordTypes.Entry("customrecord_zone", "Warehouse zone", true));
            assertThat(types.total()).isEqualTo(3);
            assertThat(line(up.lastRequest())).isEqualTo("GET record/v1/metadata-catalog");
            assertThat(metadata(up)
                            .recordTypes(up.scope(), Optional.of("WAREHOUSE"), 10)
                            .value()
                            .types())
                    .extracting(RecordTypes.Entry::name)
                    .containsExactly("customrecord_zone");
        }
    }

    @Test
    void asksOnceAnHour() {
        try (TestNetSuite up = TestNetSuite.answering(CATALOG)) {
            metadata(up).recordTypes(up.scope(), Optional.empty(), 10);
            up.clock.advance(Duration.ofMinutes(59));

            assertThat(metadata(up)
                            .recordTypes(up.scope(), Optional.empty(), 10)
                            .facts()
                            .attempts())
                    .isZero();
            assertThat(up.requests()).hasSize(1);

            up.clock.advance(Duration.ofMinutes(2));
            metadata(up).recordTypes(up.scope(), Optional.empty(), 10);
            assertThat(up.requests()).hasSize(2);
        }
    }

    @Test
    void asksForASchemaOnceAnHourInWhateverSpelling() {
        try (TestNetSuite up = TestNetSuite.answering(schema(1))) {
            metadata(up).describe(up.scope(), RecordDescriptionRequest.all(SALES_ORDER));
            metadata(up).describe(up.scope(), RecordDescriptionRequest.all(new RecordType("SALESORDER")));
            assertThat(up.requests()).hasSize(1);
            assertThat(line(up.lastRequest())).isEqualTo("GET record/v1/metadata-catalog/salesOrder");
            assertThat(up.lastRequest().headers()).containsEntry("Accept", "application/schema+json");

            metadata(up).describe(up.scope(), RecordDescriptionRequest.all(CUSTOMER));
            up.clock.advance(Duration.ofMinutes(61));
            metadata(up).describe(up.scope(), RecordDescriptionRequest.all(SALES_ORDER));
            assertThat(up.requests()).hasSize(3);
        }
    }

    @Test
    void aLargeSchemaStaysBounded() {
        try (TestNetSuite up = TestNetSuite.answering(schema(236))) {
            RecordDescription description = metadata(up)
                    .describe(up.scope(), RecordDescriptionRequest.all(SALES_ORDER))
                    .value();

            assertThat(description.fields()).hasSize(60);
            assertThat(description.totalFields()).isEqualTo(236);
            assertThat(description.fields().getFirst().name()).isEqualTo("field235");
        }
    }

    @Test
    void findsAFieldAmongMany() {
        try (TestNetSuite up = TestNetSuite.answering(schema(236))) {
            assertThat(describe(up, Optional.of("FIELD 200"), Include.ALL).fields())
                    .extracting(FieldDescription::name)
                    .containsExactly("field200");
            assertThat(describe(up, Optional.empty(), Include.REQUIRED).fields())
                    .extracting(FieldDescription::name)
                    .containsExactly("field235");
            assertThat(describe(up, Optional.of("field0"), Include.WRITABLE).fields())
                    .isEmpty();
        }
    }

    @Test
    void describesTheLinesOfASublist() {
        try (TestNetSuite up = TestNetSuite.answering(schema(1))) {
            assertThat(metadata(up)
                            .describe(up.scope(), sublist("ITEM"))
                            .value()
                            .fields())
                    .extracting(FieldDescription::name)
                    .containsExactly("quantity");
        }
    }

    @Test
    void followsASublistToWhereItsSchemaStands() {
        try (TestNetSuite up = TestNetSuite.answering(
                schema(1),
                json(
                        "{\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"$ref\":\"/services/rest/record/v1/metadata-catalog/salesOrder-salesTeamElement\"}}}}"),
                json("{\"properties\":{\"employee\":{\"type\":\"string\"},\"contribution\":{\"type\":\"number\"}}}"))) {
            RecordDescription lines =
                    metadata(up).describe(up.scope(), sublist("salesTeam")).value();
            metadata(up).describe(up.scope(), sublist("salesTeam"));

            assertThat(lines.fields()).extracting(FieldDescription::name).containsExactly("employee", "contribution");
            assertThat(up.requests())
                    .extracting(TestNetSuite::line)
                    .containsExactly(
                            "GET record/v1/metadata-catalog/salesOrder",
                            "GET record/v1/metadata-catalog/salesOrder-salesTeamCollection",
                            "GET record/v1/metadata-catalog/salesOrder-salesTeamElement");
        }
    }

    private static RecordDescription describe(TestNetSuite up, Optional<String> search, Include include) {
        return metadata(up)
                .describe(up.scope(), new RecordDescriptionRequest(SALES_ORDER, search, include, Optional.empty()))
                .value();
    }

    private static RecordDescriptionRequest sublist(String name) {
        return new RecordDescriptionRequest(SALES_ORDER, Optional.empty(), Include.ALL, Optional.of(name));
    }

    private static MetadataCatalog metadata(TestNetSuite up) {
        return up.upstream.metadata().orElseThrow();
    }

    /** So many fields, of which the first can only be read and the last is required, and two sublists. */
    private static Reply schema(int fields) {
        String properties = IntStream.range(0, fields)
                .mapToObj(i -> "\"field" + i + "\":{\"title\":\"Field " + i + "\",\"type\":\"string\",\"readOnly\":"
                        + (i == 0) + "}")
                .collect(Collectors.joining(","));
        return json(
                "{\"required\":[\"field" + (fields - 1) + "\"],\"properties\":{" + properties
                        + ",\"item\":{\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"properties\":{\"quantity\":{\"type\":\"number\"}}}}}}"
                        + ",\"salesTeam\":{\"$ref\":\"/services/rest/record/v1/metadata-catalog/salesOrder-salesTeamCollection\"}}}");
    }
}

package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.node;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.FieldDescription.Trait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaSummaryTest {

    private static final String SALES_ORDER = """
            {"type":"object","$schema":"http://json-schema.org/draft-06/hyper-schema#",
             "required":["entity"],
             "x-ns-filterable":["tranId","entity","custbody_po"],
             "properties":{
               "id":{"title":"Internal ID","type":"string","nullable":true},
               "links":{"title":"Links","type":"array","readOnly":true,"items":{"$ref":"/services/rest/record/v1/metadata-catalog/nsLink"}},
               "tranId":{"title":"Order #","type":"string","description":"<p>HTML</p>","nullable":true},
               "tranDate":{"title":"Date","type":"string","format":"date"},
               "createdDate":{"title":"Created","type":"string","format":"date-time","readOnly":true},
               "exchangeRate":{"title":"Rate","type":"number","format":"double"},
               "toBeEmailed":{"title":"Mail","type":"boolean"},
               "quantityOfLines":{"title":"Lines","type":"integer","format":"int64"},
               "entity":{"title":"Customer","type":"object","properties":{
                  "id":{"type":"string"},"refName":{"type":"string"},"externalId":{"type":"string"},
                  "links":{"type":"array","items":{"$ref":"/services/rest/record/v1/metadata-catalog/nsLink"}}},
                  "links":[{"rel":"describes","href":"https://x.example/services/rest/record/v1/metadata-catalog/customer"}]},
               "currency":{"$ref":"/services/rest/record/v1/metadata-catalog/currency"},
               "terms":{"title":"Terms","oneOf":[{"$ref":"/services/rest/record/v1/metadata-catalog/term"},{"$ref":"/services/rest/record/v1/metadata-catalog/nsLink"}]},
               "orderStatus":{"title":"Status","type":"object","properties":{"id":{"type":"string","enum":["A","B","C"]},"refName":{"type":"string"}}},
               "shipComplete":{"title":"Plain enum","type":"string","enum":["yes","no"]},
               "custbody_po":{"title":"PO","type":"string","x-ns-custom-field":true},
               "billingAddress":{"title":"Bill to","type":"object","properties":{"addr1":{"type":"string"},"city":{"type":"string"}}},
               "item":{"title":"Items","type":"object","properties":{
                  "items":{"type":"array","items":{"type":"object","required":["item"],"x-ns-filterable":["quantity"],"properties":{
                     "item":{"title":"Item","type":"object","properties":{"id":{"type":"string"},"refName":{"type":"string"}}},
                     "quantity":{"title":"Quantity","type":"number"},
                     "links":{"type":"array"}}}},
                  "links":{"type":"array"},"totalResults":{"type":"integer"}}},
               "accountingBook":{"properties":{"items":{"items":{"properties":{"book":{"type":"string"}}}}}},
               "salesTeam":{"$ref":"/services/rest/record/v1/metadata-catalog/salesOrder-salesTeamCollection"}
             }}""";

    private final KnownNames.Schema schema = SchemaSummary.of(node(SALES_ORDER));

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "null", "\"text\"", "{\"properties\":[]}", "{\"properties\":{\"a\":1,\"b\":null}}"})
    void survivesASchemaThatIsNone(String schema) {
        assertThat(SchemaSummary.of(node(schema)).sublists()).isEmpty();
    }

    @Test
    void tellsKindsAsCallersWriteThem() {
        Map<String, String> kinds =
                schema.fields().stream().collect(Collectors.toMap(FieldDescription::name, FieldDescription::kind));

        assertThat(kinds)
                .containsEntry("id", "string")
                .containsEntry("tranId", "string")
                .containsEntry("tranDate", "date")
                .containsEntry("createdDate", "date-time")
                .containsEntry("exchangeRate", "number")
                .containsEntry("toBeEmailed", "boolean")
                .containsEntry("quantityOfLines", "integer")
                .containsEntry("entity", "reference")
                .containsEntry("currency", "reference")
                .containsEntry("terms", "reference")
                .containsEntry("orderStatus", "enum")
                .containsEntry("shipComplete", "enum")
                .containsEntry("billingAddress", "object")
                .doesNotContainKeys("links", "item", "accountingBook", "salesTeam");
    }

    @Test
    void tellsWhatIsSpecialAboutAField() {
        assertThat(field("entity").traits()).containsExactlyInAnyOrder(Trait.REQUIRED, Trait.FILTERABLE);
        assertThat(field("tranId").traits()).containsExactlyInAnyOrder(Trait.NULLABLE, Trait.FILTERABLE);
        assertThat(field("createdDate").traits()).containsExactly(Trait.READ_ONLY);
        assertThat(field("custbody_po").traits()).containsExactlyInAnyOrder(Trait.CUSTOM, Trait.FILTERABLE);
        assertThat(field("tranId").label()).isEqualTo("Order #");
    }

    @Test
    void readsFilterableAtTheFieldToo() {
        KnownNames.Schema other =
                SchemaSummary.of(node("{\"properties\":{\"a\":{\"type\":\"string\",\"x-ns-filterable\":true}}}"));

        assertThat(other.fields().getFirst().traits()).containsExactly(Trait.FILTERABLE);
    }

    @Test
    void tellsWhereReferencesPoint() {
        assertThat(field("entity").refersTo()).contains("customer");
        assertThat(field("currency").refersTo()).contains("currency");
        assertThat(field("terms").refersTo()).contains("term");
        assertThat(field("orderStatus").refersTo()).isEmpty();
    }

    @Test
    void tellsTheValuesOfEnums() {
        assertThat(field("orderStatus").choices()).containsExactly("A", "B", "C");
        assertThat(field("shipComplete").choices()).containsExactly("yes", "no");
    }

    @Test
    void tellsSublistsAndTheFieldsOfTheirLines() {
        assertThat(schema.sublists()).containsExactly("item", "accountingBook", "salesTeam");
        assertThat(schema.lines().get("item"))
                .extracting(FieldDescription::name, FieldDescription::kind)
                .containsExactly(tuple("item", "reference"), tuple("quantity", "number"));
        assertThat(schema.lines().get("item"))
                .extracting(FieldDescription::traits)
                .containsExactly(Set.of(Trait.REQUIRED), Set.of(Trait.FILTERABLE));
        assertThat(schema.lines().get("accountingBook")).hasSize(1);
        assertThat(schema.elsewhere()).containsExactly(Map.entry("salesTeam", "salesOrder-salesTeamCollection"));
    }

    @Test
    void readsTheSchemaOfASublistThatStandsElsewhere() {
        KnownNames.Schema inline = SchemaSummary.of(
                node(
                        "{\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"properties\":{\"a\":{\"type\":\"string\"}}}}}}"));
        KnownNames.Schema pointed = SchemaSummary.of(
                node(
                        "{\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"$ref\":\"/services/rest/record/v1/metadata-catalog/x-lineElement\"}}}}"));

        assertThat(inline.lines().get("items")).hasSize(1);
        assertThat(pointed.elsewhere()).containsExactly(Map.entry("items", "x-lineElement"));
    }

    @Test
    void keepsABoundOnWhatAFieldCanHold() {
        String values =
                IntStream.range(0, 5_000).mapToObj(i -> "\"v" + i + "\"").collect(Collectors.joining(",", "[", "]"));
        KnownNames.Schema large =
                SchemaSummary.of(node("{\"properties\":{\"a\":{\"type\":\"string\",\"enum\":" + values + "}}}"));

        assertThat(large.fields().getFirst().choices()).hasSize(50);
    }

    private FieldDescription field(String name) {
        return schema.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

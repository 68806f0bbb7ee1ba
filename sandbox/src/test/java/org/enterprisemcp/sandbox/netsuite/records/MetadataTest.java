package org.enterprisemcp.sandbox.netsuite.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetadataTest {

    private static final String OPTIONS = "application/vnd.oracle.resource+json; type=select-options";

    private final Service service = new Service();

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void refusesABlankInTheSelectionAndAnUnknownType() {
        Service.Answer blank = service.get("record/v1/metadata-catalog?select=customer,%20salesOrder");
        assertThat(blank.status()).isEqualTo(400);
        assertThat(blank.code()).isEqualTo("INVALID_REQUEST");
        assertThat(service.get("record/v1/metadata-catalog/customer, salesOrder")
                        .status())
                .isEqualTo(400);
        assertThat(service.get("record/v1/metadata-catalog/nothing").status()).isEqualTo(404);
        assertThat(service.post("record/v1/metadata-catalog", "").status()).isEqualTo(405);
    }

    @Test
    void refusesSelectOptionsOfWhatHasNone() {
        for (String target : new String[] {
            "record/v1/customer",
            "record/v1/customer?fields=nothing",
            "record/v1/customer?fields=email",
            "record/v1/customer?fields=terms&q=terms LIKE x"
        }) {
            assertThat(service.post(target, "", "Accept", OPTIONS).status())
                    .as(target)
                    .isEqualTo(400);
        }
    }

    @Test
    void listsRecordTypesWithTheirLinks() {
        JsonNode all = service.get("record/v1/metadata-catalog").json();
        assertThat(all.path("items")).hasSize(23);
        JsonNode selected = service.get("record/v1/metadata-catalog?select=customer,salesorder")
                .json();
        List<String> names = new ArrayList<>();
        selected.path("items").forEach(item -> names.add(item.path("name").asText()));
        assertThat(names).containsExactly("customer", "salesOrder");
        List<String> rels = new ArrayList<>();
        selected.at("/items/0/links").forEach(link -> rels.add(link.path("rel").asText()));
        assertThat(rels).containsExactly("canonical", "alternate", "alternate", "describes");
    }

    @Test
    void describesARecordTypeAsJsonSchema() {
        Service.Answer answer =
                service.call("GET", "record/v1/metadata-catalog/salesOrder", "", "Accept", "application/schema+json");
        assertThat(answer.headers().get("Content-Type")).startsWith("application/schema+json");
        JsonNode schema = answer.json();
        assertThat(schema.path("$schema").asText()).contains("draft-06");
        JsonNode fields = schema.path("properties");
        assertThat(fields.at("/tranDate/format").asText()).isEqualTo("date");
        assertThat(fields.at("/total/type").asText()).isEqualTo("number");
        assertThat(fields.at("/custbody_channel/x-ns-custom-field").asBoolean()).isTrue();
        assertThat(fields.at("/entity/properties/refName/type").asText()).isEqualTo("string");
        assertThat(fields.at("/orderStatus/properties/id/enum/0").asText()).isEqualTo("A");
        assertThat(fields.at("/item/properties/items/items/properties/quantity/type")
                        .asText())
                .isEqualTo("number");
        assertThat(fields.at("/billingAddress/properties/city/type").asText()).isEqualTo("string");
        List<String> filterable = new ArrayList<>();
        schema.path("x-ns-filterable").forEach(name -> filterable.add(name.asText()));
        assertThat(filterable).contains("tranDate", "entity", "id").doesNotContain("item", "orderStatus");
        assertThat(schema.at("/required/0").asText()).isEqualTo("entity");
    }

    @Test
    void describesRecordTypesAsOpenApi() {
        JsonNode document = service.call(
                        "GET", "record/v1/metadata-catalog?select=customer", "", "Accept", "application/swagger+json")
                .json();
        assertThat(document.path("openapi").asText()).startsWith("3.0");
        assertThat(document.path("paths").path("/customer/{id}").has("patch")).isTrue();
        assertThat(document.at("/components/schemas/customer/properties/companyName/title")
                        .asText())
                .isEqualTo("Company Name");
    }

    @Test
    void listsWhatAFieldMayHold() {
        Service.Answer answer = service.post(
                "record/v1/customer?fields=entityStatus,terms&q=terms START_WITH Net", "", "Accept", OPTIONS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).contains("type=select-options");
        assertThat(answer.at("/entityStatus/_selectOptions/totalResults").asInt())
                .isEqualTo(5);
        assertThat(answer.at("/entityStatus/_selectOptions/items/0/id").isNumber())
                .isTrue();
        assertThat(answer.at("/terms/_selectOptions/count").asInt()).isEqualTo(3);
        Service.Answer paged =
                service.post("record/v1/salesOrder?fields=item.item&limit=10&offset=10", "", "Accept", OPTIONS);
        assertThat(paged.json()
                        .path("item.item")
                        .path("_selectOptions")
                        .path("hasMore")
                        .asBoolean())
                .isTrue();
        assertThat(service.patch("record/v1/customer/107?fields=salesRep", "", "Accept", OPTIONS)
                        .status())
                .isEqualTo(200);
    }
}

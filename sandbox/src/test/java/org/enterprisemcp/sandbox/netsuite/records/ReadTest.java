package org.enterprisemcp.sandbox.netsuite.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadTest {

    private final Service service = new Service();

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "record/v1/employee/999999       | 404 | NONEXISTENT_ID | The record instance does not exist. Provide a valid record instance ID.",
                "record/v1/customer/eid:nobody   | 404 | NONEXISTENT_ID | The record instance does not exist. Provide a valid record instance ID.",
                "record/v1/customer/../secrets   | 404 | NONEXISTENT_ID | The record instance does not exist. Provide a valid record instance ID.",
                "record/v1/customer/1 OR 1=1     | 404 | NONEXISTENT_ID | The record instance does not exist. Provide a valid record instance ID.",
                "record/v1/vendorBill/999999     | 400 | USER_ERROR     | Error while accessing a resource. Transaction type specified is incorrect.",
                "record/v1/invoice/1001          | 400 | USER_ERROR     | Error while accessing a resource. Transaction type specified is incorrect.",
                "record/v1/folder                | 404 | NONEXISTENT_ID | Record type 'folder' does not exist.",
                "record/v1/item/1                | 404 | NONEXISTENT_ID | Record type 'item' does not exist.",
                "record/v1/customer/107/entityId | 404 | NONEXISTENT_ID | The requested sub-resource does not exist.",
                "record/v1/customer/107/nothing  | 404 | NONEXISTENT_ID | The requested sub-resource does not exist.",
                "record/v1/customer/107/addressBook/1 | 404 | NONEXISTENT_ID | The requested sub-resource does not exist.",
                "record/v1/customer/107?fields=nothing | 400 | INVALID_PARAMETER | Invalid value for the query parameter fields: record type 'customer' has no field 'nothing'.",
                "record/v1/customer?limit=1001   | 400 | INVALID_PARAMETER | Invalid value for the query parameter limit. Provide a value between 1 and 1000.",
                "record/v1/customer?limit=0      | 400 | INVALID_PARAMETER | Invalid value for the query parameter limit. Provide a value between 1 and 1000.",
                "record/v1/customer?limit=10&offset=5 | 400 | INVALID_PARAMETER | Invalid value for the query parameter offset. The offset must be divisible by the limit.",
                "record/v1/customer?limit=1&offset=1000 | 400 | INVALID_PARAMETER | Invalid value for the query parameter offset. There are at most 1000 pages and 100000 results.",
                "query/v2/nothing                | 404 | NONEXISTENT_ID | The requested resource does not exist."
            })
    void refusesWhatIsNotThereInTheWordsOfTheWire(String target, int status, String code, String detail) {
        Service.Answer answer = service.get(target);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/vnd.oracle.resource+json; type=error; charset=UTF-8");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.detail()).isEqualTo(detail);
        assertThat(answer.at("/status").asInt()).isEqualTo(status);
        assertThat(answer.at("/type").asText())
                .isEqualTo("https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5." + (status == 404 ? 5 : 1));
    }

    @Test
    void saysWhichUrlNamesAnUnknownRecordType() {
        assertThat(service.get("record/v1/folder")
                        .at("/o:errorDetails/0/o:errorUrl")
                        .asText())
                .isEqualTo("/services/rest/record/v1/folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT record/v1/customer",
                "DELETE record/v1/customer",
                "POST record/v1/customer/107",
                "PATCH record/v1/customer/107/addressBook"
            })
    void refusesAMethodThatAPathDoesNotHave(String request) {
        String[] words = request.split(" ", 2);
        assertThat(service.call(words[0], words[1], "").status()).isEqualTo(405);
    }

    @Test
    void answersARecordWithLinksFirstAndTheRestInAlphabeticalOrder() {
        Service.Answer answer = service.get("record/v1/CUSTOMER/107");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/vnd.oracle.resource+json; type=singular; charset=UTF-8");
        JsonNode body = answer.json();
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        assertThat(names.getFirst()).isEqualTo("links");
        assertThat(names.subList(1, names.size())).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(body.path("id").isTextual()).isTrue();
        assertThat(body.path("isInactive").isBoolean()).isTrue();
        assertThat(body.path("balance").isNumber()).isTrue();
        assertThat(body.at("/addressBook/links/0/href").asText())
                .isEqualTo(Service.ROOT + "/record/v1/customer/107/addressBook");
        assertThat(body.at("/addressBook").has("items")).isFalse();
        assertThat(body.path("subsidiary").path("id").isTextual()).isTrue();
        assertThat(body.at("/subsidiary/links/0/href").asText()).startsWith(Service.ROOT + "/record/v1/subsidiary/");
        assertThat(body.at("/entityStatus/links")).isEmpty();
        assertThat(body.at("/custentity_segment/links")).isEmpty();
        assertThat(body.path("dateCreated").asText()).isEqualTo("2024-12-30T09:00:00Z");
        assertThat(body.has("parent")).isFalse();
    }

    @Test
    void expandsLinesAndSubrecordsTheWayTheWireDoes() {
        JsonNode body =
                service.get("record/v1/customer/107?expandSubResources=true").json();
        assertThat(body.at("/links/0/href").asText())
                .isEqualTo(Service.ROOT + "/record/v1/customer/107?expandSubResources=true");
        JsonNode line = body.at("/addressBook/items/0");
        assertThat(line.path("id").isNumber()).isTrue();
        assertThat(line.path("internalId").isNumber()).isTrue();
        assertThat(line.path("addressId").isTextual()).isTrue();
        assertThat(line.path("addressBookAddress_text").asText()).contains("Street");
        assertThat(line.at("/addressBookAddress/country/refName").asText()).isNotEmpty();
        assertThat(body.at("/addressBook/totalResults").asInt()).isEqualTo(1);
        assertThat(body.path("addressBook").has("count")).isFalse();
    }

    @Test
    void answersCodesAsPlainStringsWhenAskedTo() {
        assertThat(service.get("record/v1/salesOrder/1001?simpleEnumFormat=true")
                        .at("/status")
                        .asText())
                .isEqualTo("G");
        assertThat(service.get("record/v1/salesOrder/1001")
                        .at("/status/refName")
                        .asText())
                .isEqualTo("Billed");
    }

    @Test
    void answersOnlyTheFieldsThatAreNamed() {
        JsonNode body =
                service.get("record/v1/customer/107?fields=companyname,email").json();
        assertThat(body.properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly("links", "companyName", "email", "id");
    }

    @Test
    void findsARecordByItsExternalId() {
        assertThat(service.get("record/v1/customer/eid:CUST-107").at("/id").asText())
                .isEqualTo("107");
    }

    @Test
    void pagesThroughACollectionWithTheLinksOfTheWire() {
        Service.Answer answer = service.get("record/v1/salesOrder?limit=5&offset=10");
        JsonNode body = answer.json();
        assertThat(answer.headers())
                .containsEntry("Content-Type", "application/vnd.oracle.resource+json; type=collection; charset=UTF-8");
        List<String> links = new ArrayList<>();
        body.path("links")
                .forEach(link -> links.add(link.path("rel").asText() + " "
                        + link.path("href").asText().substring(Service.ROOT.length()) + " " + link.has("method")));
        assertThat(links)
                .containsExactly(
                        "previous /record/v1/salesorder?limit=5&offset=5 false",
                        "first /record/v1/salesorder?limit=5&offset=0 false",
                        "next /record/v1/salesorder?limit=5&offset=15 false",
                        "last /record/v1/salesorder?limit=5&offset=395 false",
                        "self /record/v1/salesOrder?limit=5&offset=10 true");
        assertThat(body.path("totalResults").asInt()).isEqualTo(2000);
        assertThat(body.path("hasMore").asBoolean()).isTrue();
        assertThat(body.path("items").get(0).properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly("links", "id");
        assertThat(service.get("record/v1/currency").json().path("links")).hasSize(1);
    }

    @Test
    void answersSubresourcesByTheirOwnAddress() {
        JsonNode lines = service.get("record/v1/salesOrder/1001/item").json();
        assertThat(lines.path("items").get(0).path("links").get(0).path("href").asText())
                .endsWith("/record/v1/salesorder/1001/item/1");
        JsonNode line = service.get("record/v1/salesOrder/1001/item/1").json();
        assertThat(line.path("line").isNumber()).isTrue();
        assertThat(line.path("quantity").asInt()).isPositive();
        assertThat(line.path("amount").decimalValue().signum()).isPositive();
        assertThat(service.get("record/v1/employee/365/subsidiary").at("/name").asText())
                .isNotEmpty();
        assertThat(service.get("record/v1/customer/107/addressBook/107/addressBookAddress")
                        .at("/city")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void readsEveryRecordTypeWithEverythingExpanded() {
        for (String type : List.of(
                "customer",
                "contact",
                "vendor",
                "employee",
                "inventoryItem",
                "serviceSaleItem",
                "salesOrder",
                "invoice",
                "customerPayment",
                "creditMemo",
                "purchaseOrder",
                "vendorBill",
                "itemFulfillment",
                "journalEntry",
                "account",
                "subsidiary",
                "department",
                "classification",
                "location",
                "currency",
                "term",
                "accountingPeriod",
                "customrecord_project")) {
            String id = service.get("record/v1/" + type + "?limit=1")
                    .at("/items/0/id")
                    .asText();
            Service.Answer answer = service.get("record/v1/" + type + "/" + id + "?expandSubResources=true");
            assertThat(answer.status()).as(type + " " + answer.text()).isEqualTo(200);
            assertThat(answer.at("/id").asText()).isEqualTo(id);
        }
    }
}

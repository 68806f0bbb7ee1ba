package org.enterprisemcp.sandbox.netsuite.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WriteTest {

    private static final String CUSTOMERS = "record/v1/customer";
    private static final String ACME = "{'companyName':'Acme','subsidiary':{'id':1}}";
    private static final String ORDER =
            "{'entity':{'id':107},'item':{'items':[{'item':{'id':1},'quantity':2,'rate':10},{'item':{'id':125},'amount':30}]}}";

    private final Service service = new Service();

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customer   | {                                                                  | INVALID_REQUEST | ",
                "customer   | []                                                                 | INVALID_REQUEST | ",
                "customer   | {'creditLimit':1e9999999999}                                       | INVALID_REQUEST | ",
                "customer   | {'companyName':'A'}                                                | USER_ERROR      | ",
                "customer   | {'subsidiary':{'id':1},'isPerson':true}                            | USER_ERROR      | ",
                "customer   | {'companyName':'A','subsidiary':{'id':77}}                         | INVALID_CONTENT | subsidiary",
                "customer   | {'companyName':'A','subsidiary':{}}                                | INVALID_CONTENT | subsidiary",
                "customer   | {'companyName':'A','subsidiary':{'id':1},'creditLimit':'much'}     | INVALID_CONTENT | creditLimit",
                "customer   | {'companyName':'A','subsidiary':{'id':1},'isInactive':'maybe'}     | INVALID_CONTENT | isInactive",
                "customer   | {'companyName':{'a':1},'subsidiary':{'id':1}}                      | INVALID_CONTENT | companyName",
                "customer   | {'companyName':'A','subsidiary':{'id':1},'entityStatus':{'id':99}} | INVALID_CONTENT | entityStatus",
                "salesOrder | {'entity':{'id':107},'item':{'items':[{'item':{'id':9999},'amount':1}]}} | INVALID_CONTENT | item.items[0].item",
                "salesOrder | {'entity':{'id':107},'item':{'items':[{'quantity':1}]}}            | INVALID_CONTENT | item.items[0]",
                "salesOrder | {'entity':{'id':107},'item':{'items':3}}                           | INVALID_CONTENT | item",
                "salesOrder | {'entity':{'id':305}}                                              | INVALID_CONTENT | entity",
                "salesOrder | {'entity':{'id':107},'tranDate':'1/1/2026'}                        | INVALID_CONTENT | tranDate",
                "invoice    | {'entity':{'id':107},'tranDate':'1999-01-01'}                      | USER_ERROR      | ",
                "journalEntry | {'line':{'items':[{'account':{'id':1},'debit':5}]}}              | USER_ERROR      | "
            })
    void refusesABodyThatIsWrongAndSaysWhere(String type, String body, String code, String path) {
        String before = service.value("SELECT COUNT(*) FROM transactionline");
        Service.Answer answer = service.post("record/v1/" + type, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.at("/o:errorDetails/0/o:errorPath").asText()).isEqualTo(path == null ? "" : path);
        assertThat(service.value("SELECT COUNT(*) FROM transactionline")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'entity':{'id':107},'item':{'items':[{'item':{'id':1},'quantity':1e400}]}}",
                "{'entity':{'id':107},'item':{'items':[{'item':{'id':1},'quantity':1e14,'rate':1e14}]}}",
                "{'entity':{'id':107},'item':{'items':[{'item':{'id':1},'line':1.5}]}}",
                "{'entity':{'id':107},'item':{'items':[null]}}",
                "{'entity':{'id':'107; DROP TABLE customer'}}",
                "{'entity':[107]}",
                "{'entity':''}",
                "{'entity':{'id':107},'billingAddress':{'country':'Nowhere'}}",
                "{'entity':{'id':107},'tranDate':'2026-02-31'}",
                "{'entity':{'id':107},'exchangeRate':'NaN'}",
                "{'entity':{'id':107}} {}"
            })
    void refusesAHostileBodyWithoutFallingOver(String body) {
        Service.Answer answer = service.post("record/v1/salesOrder", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("Exception", "org.h2");
    }

    @Test
    void refusesAnInvalidReferenceInTheWordsOfHelp() {
        assertThat(service.post("record/v1/salesOrder", "{'entity':{'id':107},'item':{'items':[{'item':{'id':9999}}]}}")
                        .detail())
                .isEqualTo(
                        "Error while accessing resource: You have entered an Invalid Field Value 9999 for the following field: item");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'companyName':'Twin','subsidiary':{'id':1}}",
                "{'companyName':'Other','subsidiary':{'id':1},'externalId':'TWIN'}",
                "{'companyName':'Other','entityId':'Twin','subsidiary':{'id':1}}"
            })
    void refusesADuplicate(String body) {
        service.post(CUSTOMERS, "{'companyName':'Twin','subsidiary':{'id':1},'externalId':'TWIN'}");
        Service.Answer again = service.post(CUSTOMERS, body);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.code()).isEqualTo("USER_ERROR");
        assertThat(again.detail()).isEqualTo("Error while accessing a resource. This entity already exists.");
    }

    @Test
    void refusesUnknownNamesOnlyWhenAskedTo() {
        String body =
                "{'companyNam':'x','companyName':'Misspelt %s','subsidiary':{'id':1},'addressBook':{'items':[{'labl':'y'}]}}";
        String before = service.value("SELECT COUNT(*) FROM customer");
        Service.Answer strict =
                service.post(CUSTOMERS, body.formatted("1"), "X-NetSuite-PropertyNameValidation", "Error");
        assertThat(strict.status()).isEqualTo(400);
        assertThat(strict.json().path("o:errorDetails").findValuesAsText("o:errorPath"))
                .containsExactly("companyNam", "addressBook.items[0].labl");
        assertThat(service.value("SELECT COUNT(*) FROM customer")).isEqualTo(before);
        Service.Answer warned = service.post(CUSTOMERS, body.formatted("2"));
        assertThat(warned.status()).isEqualTo(204);
        assertThat(warned.headers().get("Warning")).contains("companyNam");
        Service.Answer silent =
                service.post(CUSTOMERS, body.formatted("3"), "x-netsuite-propertynamevalidation", "ignore");
        assertThat(silent.headers()).doesNotContainKey("Warning");
        assertThat(service.post(CUSTOMERS, ACME, "X-NetSuite-PropertyNameValidation", "never")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void createsARecordAndSaysWhereItIs() {
        Service.Answer made = service.post(CUSTOMERS, ACME);
        assertThat(made.status()).isEqualTo(204);
        assertThat(made.text()).isEmpty();
        assertThat(made.location()).isEqualTo(Service.ROOT + "/record/v1/customer/" + made.id());
        JsonNode customer = service.get(made.made()).json();
        assertThat(customer.path("entityId").asText()).isEqualTo("Acme");
        assertThat(customer.at("/currency/refName").asText()).isEqualTo("US Dollar");
        assertThat(service.value("SELECT type FROM entity WHERE id = " + made.id()))
                .isEqualTo("CustJob");
    }

    @Test
    void writesAddressesWithACustomer() {
        Service.Answer made = service.post(
                CUSTOMERS,
                "{'companyName':'With Address','subsidiary':{'id':1},'addressBook':{'items':[{'label':'Home','defaultBilling':true,"
                        + "'addressBookAddress':{'addr1':'1 Main Street','city':'Bern','country':{'id':'CH'}}}]}}");
        JsonNode line = service.get(made.made() + "?expandSubResources=true").at("/addressBook/items/0");
        assertThat(line.at("/addressBookAddress/country/refName").asText()).isEqualTo("Switzerland");
        assertThat(line.path("addressBookAddress_text").asText()).isEqualTo("1 Main Street\nBern\nCH");
        assertThat(line.path("defaultBilling").asBoolean()).isTrue();
    }

    @Test
    void changesWhatIsSentAndClearsWhatIsNull() {
        String path = service.customer();
        Service.Answer changed =
                service.patch(path, "{'EMAIL':'new@example.com','creditLimit':null,'custentity_segment':{'id':2}}");
        assertThat(changed.status()).isEqualTo(204);
        assertThat(changed.location()).isEqualTo(Service.ROOT + "/" + path);
        JsonNode customer = service.get(path).json();
        assertThat(customer.path("email").asText()).isEqualTo("new@example.com");
        assertThat(customer.has("creditLimit")).isFalse();
        assertThat(customer.at("/custentity_segment/refName").asText()).isEqualTo("Mid-Market");
        assertThat(customer.path("lastModifiedDate").asText()).isEqualTo("2026-06-30T10:00:00Z");
        assertThat(service.patch(path, "{'companyName':null}").status()).isEqualTo(400);
    }

    @Test
    void clearsOnlySelectedFieldsWhenAskedTo() {
        String path = service.customer();
        service.patch(path, "{'email':'a@b.example','phone':'1'}");
        service.patch(
                path + "?replaceSelectedFields=true&replace=email",
                "{'email':null,'phone':null,'url':'https://x.example'}");
        JsonNode customer = service.get(path).json();
        assertThat(customer.has("email")).isFalse();
        assertThat(customer.path("phone").asText()).isEqualTo("1");
        assertThat(customer.path("url").asText()).isEqualTo("https://x.example");
    }

    @Test
    void computesTotalsFromLines() {
        Service.Answer made = service.post("record/v1/salesOrder", ORDER);
        assertThat(made.status()).as(made.text()).isEqualTo(204);
        JsonNode order = service.get(made.made() + "?expandSubResources=true").json();
        assertThat(order.path("total").asInt()).isEqualTo(50);
        assertThat(order.at("/item/items/0/amount").asInt()).isEqualTo(20);
        assertThat(order.at("/item/items/1/rate").asInt()).isEqualTo(30);
        assertThat(order.at("/status/refName").asText()).isEqualTo("Pending Fulfillment");
        assertThat(order.path("tranId").asText()).matches("SO3[0-9]{3}");
        assertThat(service.value("SELECT SUM(foreignamount) FROM transactionline WHERE transaction = " + made.id()))
                .startsWith("0");
        assertThat(service.value("SELECT quantity FROM transactionline WHERE id = 1 AND transaction = " + made.id()))
                .startsWith("-2");
    }

    @Test
    void changesAddsAndReplacesKeyedLines() {
        String order = service.post("record/v1/salesOrder", ORDER).made();
        service.patch(order, "{'item':{'items':[{'line':1,'quantity':5}]}}");
        assertThat(service.get(order).at("/total").asInt()).isEqualTo(80);
        service.patch(order, "{'item':{'items':[{'item':{'id':1},'quantity':1,'rate':1}]}}");
        assertThat(service.get(order + "/item").at("/totalResults").asInt()).isEqualTo(3);
        service.patch(
                order + "?replace=item",
                "{'item':{'items':[{'line':2,'quantity':2},{'item':{'id':1},'quantity':1,'rate':7}]}}");
        JsonNode lines = service.get(order + "?expandSubResources=true").json();
        assertThat(lines.at("/item/totalResults").asInt()).isEqualTo(2);
        assertThat(lines.at("/item/items/0/line").asInt()).isEqualTo(2);
        assertThat(lines.path("total").asInt()).isEqualTo(67);
        assertThat(service.patch(order, "{'item':{'items':[{'line':99,'quantity':5}]}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void appendsLinesWithoutKeysUnlessTheyAreReplaced() {
        String line = "{'addressBook':{'items':[{'label':'Depot','addressBookAddress':{'city':'Ulm'}}]}}";
        String path = service.customer();
        service.patch(path, line);
        service.patch(path, line);
        assertThat(service.get(path + "/addressBook").at("/totalResults").asInt())
                .isEqualTo(2);
        service.patch(path + "?replace=addressbook", line);
        assertThat(service.get(path + "/addressBook").at("/totalResults").asInt())
                .isEqualTo(1);
    }

    @Test
    void insertsAndThenUpdatesByExternalId() {
        assertThat(service.call("PUT", CUSTOMERS + "/107", ACME).status()).isEqualTo(400);
        Service.Answer first =
                service.call("PUT", CUSTOMERS + "/eid:NEW", "{'companyName':'New','subsidiary':{'id':2}}");
        Service.Answer second = service.call("PUT", CUSTOMERS + "/eid:NEW", "{'companyName':'Newer'}");
        assertThat(first.status()).as(first.text()).isEqualTo(204);
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(service.get(CUSTOMERS + "/eid:NEW").at("/companyName").asText())
                .isEqualTo("Newer");
    }

    @Test
    void deletesARecordThatNothingNeeds() {
        String path = service.customer();
        assertThat(service.call("DELETE", path, "").status()).isEqualTo(204);
        assertThat(service.get(path).status()).isEqualTo(404);
        assertThat(service.value("SELECT COUNT(*) FROM entity WHERE id = " + path.substring(path.lastIndexOf('/') + 1)))
                .isEqualTo("0");
        Service.Answer needed = service.call("DELETE", "record/v1/salesOrder/1001", "");
        assertThat(needed.status()).isEqualTo(400);
        assertThat(needed.code()).isEqualTo("USER_ERROR");
    }

    @Test
    void keepsNothingOfACreateForm() {
        String before = service.value("SELECT COUNT(*) FROM transaction");
        Service.Answer form = service.post(
                "record/v1/salesOrder", ORDER, "Accept", "application/vnd.oracle.resource+json; type=create-form");
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.headers().get("Content-Type")).contains("type=create-form");
        assertThat(form.at("/total").asInt()).isEqualTo(50);
        assertThat(form.json().has("id")).isFalse();
        assertThat(service.value("SELECT COUNT(*) FROM transaction")).isEqualTo(before);
        Service.Answer edit = service.patch(
                CUSTOMERS + "/107",
                "{'email':'x@y.example'}",
                "Accept",
                "application/vnd.oracle.resource+json; type=edit-form");
        assertThat(edit.at("/email").asText()).isEqualTo("x@y.example");
        assertThat(service.get(CUSTOMERS + "/107").at("/email").asText()).isNotEqualTo("x@y.example");
    }

    @Test
    void booksAJournalThatBalances() {
        Service.Answer made = service.post(
                "record/v1/journalEntry",
                "{'subsidiary':{'id':1},'line':{'items':[{'account':{'id':1},'debit':5.5},{'account':{'id':18},'credit':5.5}]}}");
        assertThat(made.status()).as(made.text()).isEqualTo(204);
        assertThat(service.get(made.made() + "?expandSubResources=true")
                        .at("/line/items/1/credit")
                        .asDouble())
                .isEqualTo(5.5);
        assertThat(service.value("SELECT COUNT(*) FROM transactionaccountingline WHERE transaction = " + made.id()))
                .isEqualTo("2");
    }
}

package org.enterprisemcp.sandbox.netsuite.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowUpTest {

    private static final String ORDER =
            "{'entity':{'id':107},'item':{'items':[{'item':{'id':1},'quantity':2,'rate':10},{'item':{'id':125},'amount':30}]}}";

    private final Service service = new Service();

    @AfterAll
    void stop() {
        service.close();
    }

    private String order() {
        return service.post("record/v1/salesOrder", ORDER).made();
    }

    private String status(String path) {
        return service.get(path).at("/status/refName").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "record/v1/salesOrder/1001/!transform/vendorBill, 400",
        "record/v1/salesOrder/1001/!transform/invoice, 400",
        "record/v1/salesOrder/1001/!transform/nothing, 404",
        "record/v1/salesOrder/9/!transform/invoice, 400",
        "record/v1/customer/9/!transform/salesOrder, 404",
        "record/v1/salesOrder/2930/!transform/invoice, 400",
        "record/v1/customer/107/!attach/file/99, 404",
        "record/v1/customer/107/!attach/file/x, 404",
        "record/v1/customer/107/!detach/file/1, 400",
        "record/v1/customer/107/!attach/customer/108, 400",
        "record/v1/customer/107/!detach/contact/401, 400",
        "record/v1/customer/107/@approve, 400",
        "record/v1/salesOrder/1001/@approve, 400",
        "record/v1/salesOrder/1001/@nothing, 400"
    })
    void refusesAFollowUpThatCannotBe(String path, int status) {
        Service.Answer answer = service.post(path, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    @Test
    void putsTheDetailOfARefusedActionAtTheTop() {
        Service.Answer answer = service.post("record/v1/salesOrder/1001/@approve", "");
        assertThat(answer.at("/o:errorCode").asText()).isEqualTo("USER_ERROR");
        assertThat(answer.at("/detail").asText()).contains("not pending approval");
        assertThat(answer.json().has("o:errorDetails")).isFalse();
    }

    @Test
    void billsAnOrderAndTakesThePayment() {
        String order = order();
        Service.Answer billed = service.post(order + "/!transform/invoice", "{'memo':'thanks'}");
        assertThat(billed.status()).as(billed.text()).isEqualTo(204);
        assertThat(billed.location()).startsWith(Service.ROOT + "/record/v1/invoice/");
        JsonNode invoice =
                service.get(billed.made() + "?expandSubResources=true").json();
        assertThat(invoice.path("total").asInt()).isEqualTo(50);
        assertThat(invoice.path("amountRemaining").asInt()).isEqualTo(50);
        assertThat(invoice.path("memo").asText()).isEqualTo("thanks");
        assertThat(invoice.at("/createdFrom/refName").asText()).startsWith("Sales Order #SO3");
        assertThat(invoice.at("/item/items/0/orderLine").asInt()).isEqualTo(1);
        assertThat(status(order)).isEqualTo("Billed");
        assertThat(status(billed.made())).isEqualTo("Open");

        Service.Answer part = service.post(billed.made() + "/!transform/customerPayment", "{'payment':20}");
        assertThat(part.status()).as(part.text()).isEqualTo(204);
        assertThat(service.get(billed.made()).at("/amountRemaining").asInt()).isEqualTo(30);
        Service.Answer rest = service.post(billed.made() + "/!transform/customerPayment", "{}");
        assertThat(service.get(rest.made()).at("/payment").asInt()).isEqualTo(30);
        assertThat(status(billed.made())).isEqualTo("Paid In Full");
        assertThat(service.post(billed.made() + "/!transform/customerPayment", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(service.get(rest.made() + "/apply/" + billed.id())
                        .at("/amount")
                        .asInt())
                .isEqualTo(30);

        service.call("DELETE", rest.made(), "");
        assertThat(status(billed.made())).isEqualTo("Open");
        service.call("DELETE", part.made(), "");
        assertThat(service.call("DELETE", order, "").status()).isEqualTo(400);
        assertThat(service.call("DELETE", billed.made(), "").status()).isEqualTo(204);
        assertThat(status(order)).isEqualTo("Pending Fulfillment");
        assertThat(service.call("DELETE", order, "").status()).isEqualTo(204);
    }

    @Test
    void deliversAnOrderInParts() {
        String order = order();
        Service.Answer first = service.post(
                order + "/!transform/itemFulfillment", "{'item':{'items':[{'orderLine':1,'quantity':1}]}}");
        assertThat(first.status()).as(first.text()).isEqualTo(204);
        assertThat(service.get(first.made() + "/item").at("/totalResults").asInt())
                .isEqualTo(1);
        assertThat(status(order)).isEqualTo("Partially Fulfilled");
        service.post(order + "/!transform/itemFulfillment", "");
        assertThat(status(order)).isEqualTo("Pending Billing");
        assertThat(service.get(order + "/item/1").at("/quantityFulfilled").asInt())
                .isEqualTo(2);
        assertThat(service.post(order + "/!transform/itemFulfillment", "").status())
                .isEqualTo(400);
    }

    @Test
    void leavesOutALineThatIsNotReceived() {
        String order = service.post(
                        "record/v1/salesOrder",
                        "{'entity':{'id':107},'item':{'items':[{'item':{'id':1},'quantity':2},{'item':{'id':2},'quantity':3}]}}")
                .made();
        Service.Answer made = service.post(
                order + "/!transform/itemFulfillment", "{'item':{'items':[{'orderLine':2,'itemReceive':false}]}}");
        assertThat(service.get(made.made() + "/item").at("/totalResults").asInt())
                .isEqualTo(1);
        assertThat(service.get(order + "/item/2").at("/quantityFulfilled").asInt())
                .isZero();
    }

    @Test
    void makesAnOrderOfACustomerAndABillOfAPurchaseOrder() {
        Service.Answer order = service.post(
                "record/v1/customer/107/!transform/salesOrder", "{'item':{'items':[{'item':{'id':1},'quantity':1}]}}");
        assertThat(order.status()).as(order.text()).isEqualTo(204);
        assertThat(service.get(order.made()).at("/entity/id").asText()).isEqualTo("107");
        String purchase = service.post(
                        "record/v1/purchaseOrder",
                        "{'entity':{'id':301},'item':{'items':[{'item':{'id':1},'quantity':4,'rate':2}]}}")
                .made();
        Service.Answer bill = service.post(purchase + "/!transform/vendorBill", "");
        assertThat(bill.status()).as(bill.text()).isEqualTo(204);
        assertThat(service.get(bill.made()).at("/total").asInt()).isEqualTo(8);
        assertThat(status(purchase)).isEqualTo("Fully Billed");
        assertThat(service.value("SELECT foreigntotal FROM transaction WHERE id = " + bill.id()))
                .startsWith("-8");
    }

    @Test
    void showsAFollowUpWithoutMakingIt() {
        String order = order();
        Service.Answer form = service.post(
                order + "/!transform/invoice", "", "Accept", "application/vnd.oracle.resource+json;type=create-form");
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.at("/total").asInt()).isEqualTo(50);
        assertThat(status(order)).isEqualTo("Pending Fulfillment");
    }

    @Test
    void approvesWhatIsPending() {
        Service.Answer made =
                service.post("record/v1/salesOrder", ORDER.replace("{'entity'", "{'orderStatus':{'id':'A'},'entity'"));
        assertThat(status(made.made())).isEqualTo("Pending Approval");
        assertThat(service.post(made.made() + "/!transform/invoice", "").status())
                .isEqualTo(400);
        Service.Answer approved = service.post(made.made() + "/@approve", "{}");
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.at("/result").asBoolean()).isTrue();
        assertThat(approved.json().has("links")).isTrue();
        assertThat(status(made.made())).isEqualTo("Pending Fulfillment");
        assertThat(service.post(made.made() + "/@confirm", "").at("/result").asBoolean())
                .isTrue();
    }

    @Test
    void makesAVendorOfACustomer() {
        Service.Answer made = service.post(service.customer() + "/!transform/vendor", "{'email':'buy@v.example'}");
        assertThat(made.status()).as(made.text()).isEqualTo(204);
        JsonNode vendor = service.get(made.made()).json();
        assertThat(made.made()).startsWith("record/v1/vendor/");
        assertThat(vendor.path("companyName").asText()).startsWith("Company ");
        assertThat(vendor.path("email").asText()).isEqualTo("buy@v.example");
        assertThat(vendor.at("/subsidiary/id").asText()).isEqualTo("1");
    }

    @Test
    void attachesAFileOnceAndDetachesIt() {
        String attached = "SELECT COUNT(*) FROM fileattachment WHERE recordtype = 'salesOrder' AND recordid = 1001";
        for (int twice = 0; twice < 2; twice++) {
            assertThat(service.post("record/v1/salesOrder/1001/!attach/file/2", "")
                            .status())
                    .isEqualTo(204);
            assertThat(service.value(attached)).isEqualTo("1");
        }
        assertThat(service.post("record/v1/salesOrder/1001/!detach/file/2", "").status())
                .isEqualTo(204);
        assertThat(service.value(attached)).isEqualTo("0");
    }

    @Test
    void attachesAContactAndDetachesIt() {
        String contact = service.post("record/v1/contact", "{'firstName':'Ada','lastName':'Moss'}")
                .id();
        assertThat(service.post("record/v1/customer/107/!attach/contact/" + contact, "{'role':{'id':1}}")
                        .status())
                .isEqualTo(204);
        JsonNode attached = service.get("record/v1/contact/" + contact).json();
        assertThat(attached.at("/company/id").asText()).isEqualTo("107");
        assertThat(attached.at("/contactRole/refName").asText()).isEqualTo("Primary Contact");
        assertThat(service.post("record/v1/customer/107/!detach/contact/" + contact, "")
                        .status())
                .isEqualTo(204);
        assertThat(service.get("record/v1/contact/" + contact).json().has("company"))
                .isFalse();
    }
}

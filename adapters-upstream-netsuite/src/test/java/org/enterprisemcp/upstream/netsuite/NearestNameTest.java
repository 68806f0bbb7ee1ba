package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> KNOWN =
            List.of("customer", "customerPayment", "salesOrder", "vendor", "vendorBill", "invoice", "item", "term");

    @ParameterizedTest
    @CsvSource({"zzz", "''", "x", "qwertyuiop", "customer", "CUSTOMER"})
    void offersNothingWhereNothingComesNear(String misspelt) {
        assertThat(NearestName.of(misspelt, KNOWN)).doesNotContain("customer", "vendor", "invoice");
    }

    @ParameterizedTest
    @CsvSource({
        "custommer, customer",
        "costumer, customer",
        "Customers, customer",
        "sales_order, salesOrder",
        "bill, vendorBill",
        "invoce, invoice",
        "itme, item"
    })
    void offersTheNearestFirst(String misspelt, String meant) {
        assertThat(NearestName.of(misspelt, KNOWN)).startsWith(meant);
    }

    @Test
    void offersFiveAtMost() {
        assertThat(NearestName.of("name0", List.of("name1", "name2", "name3", "name4", "name5", "name6")))
                .containsExactly("name1", "name2", "name3", "name4", "name5");
    }
}

package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.enterprisemcp.domain.record.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTableNamesTest {

    @Test
    void refusesWhatIsNoName() {
        assertThatThrownBy(() -> QueryTableNames.of(new RecordType("customer WHERE 1=1")))
                .hasMessageContaining("record_type");
    }

    @ParameterizedTest
    @CsvSource({
        "salesOrder, transaction",
        "SALESORDER, transaction",
        "invoice, transaction",
        "customerPayment, transaction",
        "vendorBill, transaction",
        "journalEntry, transaction",
        "itemFulfillment, transaction",
        "inventoryItem, item",
        "serviceSaleItem, item",
        "nonInventorySaleItem, item",
        "kitItem, item",
        "customer, customer",
        "vendor, vendor",
        "classification, classification",
        "customrecord_zone, customrecord_zone",
        "CUSTOMRECORD_ZONE, customrecord_zone"
    })
    void knowsInWhichTableRecordsStand(String type, String table) {
        assertThat(QueryTableNames.of(new RecordType(type))).isEqualTo(table);
    }
}

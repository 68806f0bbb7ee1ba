package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetSuitePagesTest {

    private static final Target ACCOUNT = target("https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/");

    private final NetSuitePages pages = new NetSuitePages();

    @Test
    void refusesWhatIsNoRecord() {
        assertThatThrownBy(() -> page(ACCOUNT, "customer", "7&x=<script>")).hasMessageContaining("record_id");
        assertThatThrownBy(() -> page(ACCOUNT, "customer/..", "7")).hasMessageContaining("record_type");
    }

    @Test
    void hasNoPageForWhatItCannotTell() {
        assertThat(page(ACCOUNT, "customrecord_zone", "7")).isEmpty();
        assertThat(page(ACCOUNT, "customer", "eid:CRM-1")).isEmpty();
        assertThat(page(target("http://127.0.0.1:9/services/rest/"), "customer", "7"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "customer, /app/common/entity/custjob.nl?id=7",
        "Vendor, /app/common/entity/vendor.nl?id=7",
        "salesOrder, /app/accounting/transactions/transaction.nl?id=7",
        "inventoryItem, /app/common/item/item.nl?id=7"
    })
    void knowsThePagesOfTheUserInterface(String type, String path) {
        assertThat(page(ACCOUNT, type, "7")).contains("https://1234567-sb1.app.netsuite.com" + path);
    }

    private Optional<String> page(Target target, String type, String id) {
        return pages.page(target, new RecordType(type), new RecordId(id));
    }

    private static Target target(String baseUrl) {
        return new Target(Optional.empty(), new BaseUrl(baseUrl));
    }
}

package org.enterprisemcp.acceptance.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordSearch.Filter;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.testkit.contract.BatchContract;
import org.enterprisemcp.testkit.contract.BatchSample;
import org.enterprisemcp.testkit.contract.RecordSample;
import org.enterprisemcp.testkit.contract.RowsSample;
import org.enterprisemcp.testkit.contract.SearchContract;
import org.enterprisemcp.testkit.contract.SearchSample;
import org.enterprisemcp.testkit.contract.SublistContract;
import org.enterprisemcp.testkit.contract.SublistSample;
import org.enterprisemcp.testkit.contract.TransformContract;
import org.enterprisemcp.testkit.contract.TransformSample;
import org.enterprisemcp.testkit.contract.UpsertContract;
import org.enterprisemcp.testkit.contract.UpstreamUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** NetSuite's adapter keeps the contracts of the ports that an upstream may have or not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetSuiteOptionalPortsContractTest {

    private static final int SEVEN = 7;

    private final NetSuiteUnderTest netSuite = new NetSuiteUnderTest();
    private final RecordId buyer = netSuite.created(NetSuiteUnderTest.CUSTOMER, netSuite.customer());
    private final RecordId longOrder = netSuite.created(NetSuiteUnderTest.SALES_ORDER, order(SEVEN));
    private final List<String> found = IntStream.rangeClosed(1, SEVEN)
            .mapToObj(n -> netSuite.created(NetSuiteUnderTest.CUSTOMER, named("Found here " + n))
                    .value())
            .toList();
    private int keys;

    @AfterAll
    void stop() {
        netSuite.close();
    }

    @Nested
    class Upserts extends UpsertContract {
        @Override
        protected UpstreamUnderTest open() {
            return netSuite.open();
        }

        @Override
        protected RecordSample sample() {
            return netSuite.customers();
        }

        @Override
        protected String freshKey() {
            return "KEY-" + ++keys;
        }
    }

    @Nested
    class Searches extends SearchContract {
        @Override
        protected UpstreamUnderTest open() {
            return netSuite.open();
        }

        @Override
        protected SearchSample sample() {
            return new SearchSample(
                    NetSuiteUnderTest.CUSTOMER,
                    List.of(new Filter("companyName", "START_WITH", List.of("Found here"), false)),
                    found,
                    "companyName",
                    List.of(new Filter("companyName", "IS", List.of("nobody"), false)));
        }
    }

    @Nested
    class SublistLines extends SublistContract {
        @Override
        protected UpstreamUnderTest open() {
            return netSuite.open();
        }

        @Override
        protected SublistSample sample() {
            return new SublistSample(
                    NetSuiteUnderTest.SALES_ORDER,
                    longOrder,
                    "item",
                    new RowsSample(
                            "line",
                            IntStream.rangeClosed(1, SEVEN)
                                    .mapToObj(String::valueOf)
                                    .toList()),
                    NetSuiteUnderTest.MISSING);
        }
    }

    @Nested
    class Transforms extends TransformContract {
        @Override
        protected UpstreamUnderTest open() {
            return netSuite.open();
        }

        @Override
        protected TransformSample sample() {
            return new TransformSample(
                    () -> new RecordTransform(
                            NetSuiteUnderTest.SALES_ORDER,
                            netSuite.created(NetSuiteUnderTest.SALES_ORDER, order(1)),
                            new RecordType("invoice"),
                            Fields.empty()),
                    NetSuiteUnderTest.MISSING);
        }
    }

    @Nested
    class Batches extends BatchContract {
        @Override
        protected UpstreamUnderTest open() {
            return netSuite.open();
        }

        @Override
        protected BatchSample sample() {
            return new BatchSample(
                    NetSuiteUnderTest.CUSTOMER,
                    netSuite::customer,
                    new Fields(Map.of("companyName", "Nowhere Ltd", "subsidiary", Map.of("id", "77"))),
                    "4711",
                    Duration.ofSeconds(10));
        }
    }

    private Fields named(String companyName) {
        Map<String, Object> customer = new HashMap<>(netSuite.customer().values());
        customer.put("companyName", companyName);
        return new Fields(customer);
    }

    private Fields order(int lines) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int line = 1; line <= lines; line++) {
            items.add(Map.of("item", Map.of("id", "1"), "quantity", line, "rate", 10));
        }
        return new Fields(Map.of("entity", Map.of("id", buyer.value()), "item", Map.of("items", items)));
    }
}

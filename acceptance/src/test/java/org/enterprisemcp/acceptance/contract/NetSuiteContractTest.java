package org.enterprisemcp.acceptance.contract;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.testkit.contract.MetadataCatalogContract;
import org.enterprisemcp.testkit.contract.MetadataSample;
import org.enterprisemcp.testkit.contract.QueryEngineContract;
import org.enterprisemcp.testkit.contract.QueryEngineFaultsContract;
import org.enterprisemcp.testkit.contract.QuerySample;
import org.enterprisemcp.testkit.contract.RecordSample;
import org.enterprisemcp.testkit.contract.RecordStoreContract;
import org.enterprisemcp.testkit.contract.RecordStoreFaultsContract;
import org.enterprisemcp.testkit.contract.RowsSample;
import org.enterprisemcp.testkit.contract.UpstreamUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** NetSuite's adapter keeps the contracts of its ports in front of the look-alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetSuiteContractTest {

    private static final String FIRST_SEVEN =
            "SELECT id FROM (SELECT id FROM customer ORDER BY id FETCH FIRST 7 ROWS ONLY) ORDER BY id";

    private final NetSuiteUnderTest netSuite = new NetSuiteUnderTest();

    @AfterAll
    void stop() {
        netSuite.close();
    }

    @Nested
    class Records extends RecordStoreContract {
        @Override
        protected UpstreamUnderTest open() {
            return netSuite.open();
        }

        @Override
        protected RecordSample sample() {
            return netSuite.customers();
        }
    }

    @Nested
    class RecordsWhenFaultsCome extends RecordStoreFaultsContract {
        @Override
        protected UpstreamUnderTest open() {
            return netSuite.open();
        }

        @Override
        protected RecordSample sample() {
            return netSuite.customers();
        }
    }

    @Nested
    class Queries extends QueryEngineContract {
        @Override
        protected UpstreamUnderTest open() {
            return netSuite.open();
        }

        @Override
        protected QuerySample sample() {
            return firstSeven();
        }
    }

    @Nested
    class QueriesWhenFaultsCome extends QueryEngineFaultsContract {
        @Override
        protected UpstreamUnderTest open() {
            return netSuite.open();
        }

        @Override
        protected QuerySample sample() {
            return firstSeven();
        }
    }

    @Nested
    class Metadata extends MetadataCatalogContract {
        @Override
        protected UpstreamUnderTest open() {
            return netSuite.open();
        }

        @Override
        protected MetadataSample sample() {
            return new MetadataSample(NetSuiteUnderTest.CUSTOMER, "email", new RecordType("planet"));
        }
    }

    private QuerySample firstSeven() {
        try (UpstreamUnderTest open = netSuite.open()) {
            CallScope scope = open.scopes().apply(Duration.ofSeconds(30));
            List<String> ids = open
                    .upstream()
                    .queries()
                    .orElseThrow()
                    .execute(scope, new Query(FIRST_SEVEN, OptionalInt.empty(), 0))
                    .value()
                    .items()
                    .stream()
                    .map(row -> String.valueOf(row.values().get("id")))
                    .toList();
            return new QuerySample(FIRST_SEVEN, new RowsSample("id", ids), "DELETE FROM customer");
        }
    }
}

package org.enterprisemcp.acceptance.contract;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.enterprisemcp.acceptance.contract.SandboxWire.Requests;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;
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
import org.enterprisemcp.upstream.netsuite.NetSuiteUpstreamProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** NetSuite's adapter keeps the contracts of its ports in front of the look-alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetSuiteContractTest {

    private static final String CUSTOMERS = "/services/rest/record/v1/customer";
    private static final Map<Aim, Requests> AIMS = Map.of(
            Aim.CREATE, new Requests("POST", CUSTOMERS),
            Aim.READ, new Requests("GET", CUSTOMERS),
            Aim.UPDATE, new Requests("PATCH", CUSTOMERS),
            Aim.DELETE, new Requests("DELETE", CUSTOMERS),
            Aim.QUERY, new Requests("POST", "/services/rest/query/v1/suiteql"));

    private static final String FIRST_SEVEN =
            "SELECT id FROM (SELECT id FROM customer ORDER BY id FETCH FIRST 7 ROWS ONLY) ORDER BY id";

    private final NetSuiteSandbox sandbox = NetSuiteSandbox.start();
    private final String token = sandbox.issueToken(NetSuiteSandbox.PRODUCTION);
    private final AtomicInteger customers = new AtomicInteger();

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Nested
    class Records extends RecordStoreContract {
        @Override
        protected UpstreamUnderTest open() {
            return openNetSuite();
        }

        @Override
        protected RecordSample sample() {
            return customers();
        }
    }

    @Nested
    class RecordsWhenFaultsCome extends RecordStoreFaultsContract {
        @Override
        protected UpstreamUnderTest open() {
            return openNetSuite();
        }

        @Override
        protected RecordSample sample() {
            return customers();
        }
    }

    @Nested
    class Queries extends QueryEngineContract {
        @Override
        protected UpstreamUnderTest open() {
            return openNetSuite();
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
            return openNetSuite();
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
            return openNetSuite();
        }

        @Override
        protected MetadataSample sample() {
            return new MetadataSample(new RecordType("customer"), "email", new RecordType("planet"));
        }
    }

    private UpstreamUnderTest openNetSuite() {
        Clock clock = Clock.systemUTC();
        String root = sandbox.restUrl(NetSuiteSandbox.PRODUCTION);
        Upstream upstream = new NetSuiteUpstreamProvider()
                .create(name -> name.equals("UPSTREAM_API_BASE_URL") ? Optional.of(root) : Optional.empty(), clock);
        Target target = new Target(Optional.of(new AccountId(NetSuiteSandbox.PRODUCTION)), new BaseUrl(root));
        UpstreamToken credential = new UpstreamToken.Bearer(new Secret(token));
        return new UpstreamUnderTest(
                upstream,
                time -> new CallScope(target, credential, clock.instant().plus(time)),
                new SandboxWire(sandbox.control(), AIMS, token));
    }

    private RecordSample customers() {
        return new RecordSample(
                new RecordType("customer"),
                () -> new Fields(Map.of(
                        "companyName",
                        "Contract " + customers.incrementAndGet() + " Ltd",
                        "subsidiary",
                        Map.of("id", "1"),
                        "email",
                        "office@contract.example",
                        "phone",
                        "031 000 00 01")),
                new Fields(Map.of("email", "new@contract.example", "phone", "031 000 00 02")),
                "phone",
                new RecordId("999999999"),
                new RecordType("planet"));
    }

    private QuerySample firstSeven() {
        try (UpstreamUnderTest netSuite = openNetSuite()) {
            CallScope scope = netSuite.scopes().apply(Duration.ofSeconds(30));
            List<String> ids = netSuite
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

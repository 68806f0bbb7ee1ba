package org.enterprisemcp.acceptance.contract;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.enterprisemcp.acceptance.contract.SandboxWire.Requests;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;
import org.enterprisemcp.testkit.contract.QueryEngineContract;
import org.enterprisemcp.testkit.contract.QueryEngineFaultsContract;
import org.enterprisemcp.testkit.contract.QuerySample;
import org.enterprisemcp.testkit.contract.RecordSample;
import org.enterprisemcp.testkit.contract.RecordStoreContract;
import org.enterprisemcp.testkit.contract.RecordStoreFaultsContract;
import org.enterprisemcp.testkit.contract.RowsSample;
import org.enterprisemcp.testkit.contract.UpstreamUnderTest;
import org.enterprisemcp.upstream.generic.GenericUpstreamProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The plain upstream, as its descriptor says it, keeps the contracts of its ports in front of the plain sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainUpstreamContractTest {

    private static final Map<Aim, Requests> AIMS = Map.of(
            Aim.CREATE, new Requests("POST", "/v1/customers"),
            Aim.READ, new Requests("GET", "/v1/customers/"),
            Aim.UPDATE, new Requests("PATCH", "/v1/customers/"),
            Aim.DELETE, new Requests("DELETE", "/v1/customers/"),
            Aim.QUERY, new Requests("GET", "/v1/query"));

    private final PlainSandbox sandbox = PlainSandbox.start();
    private final AtomicInteger customers = new AtomicInteger();

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Nested
    class Records extends RecordStoreContract {
        @Override
        protected UpstreamUnderTest open() {
            return openPlain();
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
            return openPlain();
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
            return openPlain();
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
            return openPlain();
        }

        @Override
        protected QuerySample sample() {
            return firstSeven();
        }
    }

    /** An adapter of its own for each test, in front of the one sandbox. */
    private UpstreamUnderTest openPlain() {
        Clock clock = Clock.systemUTC();
        Map<String, String> settings = Map.of("UPSTREAM_API_BASE_URL", sandbox.baseUrl());
        Upstream upstream =
                new GenericUpstreamProvider().create(name -> Optional.ofNullable(settings.get(name)), clock);
        Target target = new Target(Optional.empty(), new BaseUrl(sandbox.baseUrl()));
        UpstreamToken token = new UpstreamToken.Bearer(new Secret(sandbox.accessToken()));
        return new UpstreamUnderTest(
                upstream,
                time -> new CallScope(target, token, clock.instant().plus(time)),
                new SandboxWire(sandbox.control(), AIMS, sandbox.accessToken()));
    }

    private RecordSample customers() {
        return new RecordSample(
                new RecordType("customers"),
                () -> new Fields(Map.of(
                        "name",
                        "Acme Ltd",
                        "email",
                        "office" + customers.incrementAndGet() + "@acme.example",
                        "city",
                        "Bern",
                        "credit_limit",
                        1_000)),
                new Fields(Map.of("city", "Lyon", "credit_limit", 2_000.5)),
                "city",
                new RecordId("999999999"),
                new RecordType("planets"));
    }

    private static QuerySample firstSeven() {
        List<String> ids = IntStream.rangeClosed(1, 7).mapToObj(String::valueOf).toList();
        return new QuerySample(
                "SELECT id, name FROM customers WHERE id <= 7 ORDER BY id",
                new RowsSample("id", ids),
                "DELETE FROM customers");
    }
}

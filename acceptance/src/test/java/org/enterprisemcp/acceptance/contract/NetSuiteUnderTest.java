package org.enterprisemcp.acceptance.contract;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.enterprisemcp.acceptance.contract.SandboxWire.Requests;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.testkit.contract.FaultyWire.Aim;
import org.enterprisemcp.testkit.contract.RecordSample;
import org.enterprisemcp.testkit.contract.UpstreamUnderTest;
import org.enterprisemcp.upstream.netsuite.NetSuiteUpstreamProvider;

/** NetSuite's adapter in front of the look-alike, as the contracts want it, and records to try them on. */
final class NetSuiteUnderTest implements AutoCloseable {

    static final RecordType CUSTOMER = new RecordType("customer");
    static final RecordType SALES_ORDER = new RecordType("salesOrder");
    static final RecordId MISSING = new RecordId("999999999");

    private static final String CUSTOMERS = "/services/rest/record/v1/customer";
    private static final Map<Aim, Requests> AIMS = Map.of(
            Aim.CREATE, new Requests("POST", CUSTOMERS),
            Aim.READ, new Requests("GET", CUSTOMERS),
            Aim.UPDATE, new Requests("PATCH", CUSTOMERS),
            Aim.DELETE, new Requests("DELETE", CUSTOMERS),
            Aim.UPSERT, new Requests("PUT", CUSTOMERS),
            Aim.TRANSFORM, new Requests("POST", "/services/rest/record/v1/salesOrder"),
            Aim.BATCH, new Requests("POST", CUSTOMERS),
            Aim.QUERY, new Requests("POST", "/services/rest/query/v1/suiteql"));

    private final NetSuiteSandbox sandbox = NetSuiteSandbox.start();
    private final String token = sandbox.issueToken(NetSuiteSandbox.PRODUCTION);
    private final AtomicInteger customers = new AtomicInteger();

    UpstreamUnderTest open() {
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

    RecordSample customers() {
        return new RecordSample(
                CUSTOMER,
                this::customer,
                new Fields(Map.of("email", "new@contract.example", "phone", "031 000 00 02")),
                "phone",
                MISSING,
                new RecordType("planet"));
    }

    /** What makes another customer each time. */
    Fields customer() {
        return new Fields(Map.of(
                "companyName",
                "Contract " + customers.incrementAndGet() + " Ltd",
                "subsidiary",
                Map.of("id", "1"),
                "email",
                "office@contract.example",
                "phone",
                "031 000 00 01"));
    }

    /** A new record. */
    RecordId created(RecordType type, Fields fields) {
        try (UpstreamUnderTest netSuite = open()) {
            CallScope scope = netSuite.scopes().apply(Duration.ofSeconds(30));
            return netSuite.upstream()
                    .records()
                    .create(scope, new RecordDraft(type, fields))
                    .value()
                    .id()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}

package org.enterprisemcp.upstream.generic;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.contract.MetadataCatalogContract;
import org.enterprisemcp.testkit.contract.MetadataSample;
import org.enterprisemcp.testkit.contract.RecordSample;
import org.enterprisemcp.testkit.contract.UpsertContract;
import org.enterprisemcp.testkit.contract.UpstreamUnderTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** A described upstream keeps the contracts of the ports that a descriptor can add to records and queries. */
class GenericPortsContractTest {

    private final FakeShop shop = new FakeShop();
    private final AtomicInteger codes = new AtomicInteger();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        shop.close();
    }

    @Nested
    class Upserts extends UpsertContract {
        @Override
        protected UpstreamUnderTest open() {
            return opened();
        }

        @Override
        protected RecordSample sample() {
            return new RecordSample(
                    new RecordType("things"),
                    () -> new Fields(Map.of("name", "Ada")),
                    new Fields(Map.of("name", "Grace", "city", "Bern")),
                    "city",
                    new RecordId("999"),
                    new RecordType("planets"));
        }

        @Override
        protected String freshKey() {
            return "C-" + codes.incrementAndGet();
        }
    }

    @Nested
    class Metadata extends MetadataCatalogContract {
        @Override
        protected UpstreamUnderTest open() {
            return opened();
        }

        @Override
        protected MetadataSample sample() {
            return new MetadataSample(new RecordType("things"), "name", new RecordType("planets"));
        }
    }

    private UpstreamUnderTest opened() {
        Clock clock = Clock.systemUTC();
        Map<String, String> settings = Map.of(
                "UPSTREAM_DESCRIPTOR",
                TestUpstream.file(folder, FakeShop.YAML).toString(),
                "UPSTREAM_API_BASE_URL",
                shop.server.baseUrl());
        Upstream upstream =
                new GenericUpstreamProvider().create(name -> Optional.ofNullable(settings.get(name)), clock);
        Target target = new Target(Optional.empty(), new BaseUrl(shop.server.baseUrl()));
        UpstreamToken token = new UpstreamToken.Bearer(new Secret("a-token-of-the-shop"));
        return new UpstreamUnderTest(
                upstream, time -> new CallScope(target, token, clock.instant().plus(time)), shop);
    }
}

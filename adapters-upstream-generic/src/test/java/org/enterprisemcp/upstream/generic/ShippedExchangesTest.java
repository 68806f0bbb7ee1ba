package org.enterprisemcp.upstream.generic;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.testkit.exchange.RecordedExchanges;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Every shipped descriptor keeps its recorded exchanges. */
@Timeout(60)
class ShippedExchangesTest {

    private static final Path FOLDER = Path.of("src/test/resources/exchanges");

    @TestFactory
    Stream<DynamicContainer> keepsItsExchanges() {
        return DescriptorSource.SHIPPED.stream()
                .map(name -> DynamicContainer.dynamicContainer(
                        name,
                        RecordedExchanges.in(FOLDER.resolve(name + ".yaml"))
                                .tests(Clock.systemUTC(), baseUrl -> described(name, baseUrl))));
    }

    private static Upstream described(String name, String baseUrl) {
        Map<String, String> settings = Map.of(
                "UPSTREAM_DESCRIPTOR",
                name,
                "UPSTREAM_API_BASE_URL",
                baseUrl,
                "UPSTREAM_ACCESS_TOKEN",
                "recorded-token");
        return new GenericUpstreamProvider().create(key -> Optional.ofNullable(settings.get(key)), Clock.systemUTC());
    }
}

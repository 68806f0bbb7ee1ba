package org.enterprisemcp.upstream.netsuite;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamProvider;
import org.enterprisemcp.upstream.rest.EngineOptions;

/**
 * NetSuite ({@code UPSTREAM_KIND=netsuite}). Calls go to the hosts of {@code UPSTREAM_ACCOUNT_ID} and the other allowed accounts, or
 * to {@code UPSTREAM_API_BASE_URL}; the four settings of {@link EngineOptions} bound them. An account has five places for calls
 * unless a licence says otherwise, and some answers take a quarter of a minute.
 */
public final class NetSuiteUpstreamProvider implements UpstreamProvider {

    static final String NAME = "netsuite";

    private static final EngineOptions DEFAULTS = EngineOptions.defaults(
                    Duration.ofSeconds(60), Duration.ofSeconds(180), 5)
            .withOperationIdHeaders("X-N-OperationId", "X-NetSuite-JobId");

    /** Called by the service loader. */
    public NetSuiteUpstreamProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    /** @throws InvalidConfiguration naming every setting that is unusable */
    @Override
    public Upstream create(Settings settings, Clock clock) {
        List<String> problems = new ArrayList<>();
        EngineOptions options = DEFAULTS.overriddenBy(settings, problems);
        AccountHosts hosts = AccountHosts.of(settings.value("UPSTREAM_API_BASE_URL"), problems);
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(List.copyOf(problems));
        }
        return new NetSuiteUpstream(hosts, options, clock);
    }
}

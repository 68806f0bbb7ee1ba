package org.enterprisemcp.bootstrap;

import java.time.Clock;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamProvider;
import org.enterprisemcp.testkit.FakeUpstream;

/** The upstream in memory as an adapter: kind {@code fake}. It refuses the base URL {@code unusable}. */
public final class FakeUpstreamProvider implements UpstreamProvider {

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Upstream create(Settings settings, Clock clock) {
        if (settings.value("UPSTREAM_API_BASE_URL").filter("unusable"::equals).isPresent()) {
            throw new InvalidConfiguration("UPSTREAM_API_BASE_URL", "must be a URL");
        }
        return new FakeUpstream();
    }
}

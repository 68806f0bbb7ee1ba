package org.enterprisemcp.domain.port;

import java.time.Clock;

/**
 * The way an adapter enters the house: found by {@link java.util.ServiceLoader}, chosen by {@code UPSTREAM_KIND}. A new
 * adapter is one module with a provider and a services file; no existing code is edited.
 */
public interface UpstreamProvider {

    /** The value of {@code UPSTREAM_KIND} that selects this adapter. */
    String name();

    /**
     * Builds the upstream from its settings.
     *
     * @throws org.enterprisemcp.domain.error.ConfigurationException naming every setting that is missing or unusable
     */
    Upstream create(Settings settings, Clock clock);
}

package org.enterprisemcp.domain.port;

import java.util.List;

/**
 * Authorization servers that many companies have, ready to be chosen by name ({@code UPSTREAM_OAUTH_PRESET}). Adapters bring them
 * along, found by the service loader; they go with any upstream.
 */
public interface AuthorizationServerPresets {

    /** The names, in the order in which they are shown. */
    List<String> names();

    /**
     * The server of a name, fitted to a place by the settings.
     *
     * @param name one of {@link #names}
     * @throws org.enterprisemcp.domain.error.ConfigurationException naming every setting that it needs or cannot use
     */
    UpstreamAuthorizationServer create(String name, Settings settings);
}

package org.enterprisemcp.bootstrap.settings;

import org.enterprisemcp.domain.port.Settings;

/** The door through which clients come ({@code MCP_TRANSPORT}). */
public enum Transport {
    /** Standard input and output, for the one user who started the process. */
    STDIO,
    /** Streamable HTTP. */
    HTTP,
    /** The same, and beside it HTTP with SSE for clients that know nothing newer. */
    SSE;

    /** What the settings say; a value that cannot be used is a problem that the assembly reports. */
    public static Transport of(Settings settings) {
        return new SettingsReader(settings).choice(EnvironmentKey.MCP_TRANSPORT, Transport.class);
    }
}

package org.enterprisemcp.acceptance;

import java.util.HashMap;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.testkit.McpProbe;

/** The server with all its tools on a free port, in front of the NetSuite look-alike. The sandbox stays when the server goes. */
final class NetSuiteProduct implements AutoCloseable {

    private final Map<String, String> settings;
    private final Served served;

    NetSuiteProduct(NetSuiteSandbox sandbox) {
        this(sandbox, Map.of());
    }

    /** With further settings in place of the usual ones. */
    NetSuiteProduct(NetSuiteSandbox sandbox, Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "UPSTREAM_KIND",
                "netsuite",
                "UPSTREAM_API_BASE_URL",
                sandbox.url() + "/{account}/services/rest/",
                "UPSTREAM_ACCOUNT_ID",
                NetSuiteSandbox.PRODUCTION,
                "UPSTREAM_ALLOWED_ACCOUNTS",
                NetSuiteSandbox.SANDBOX,
                "UPSTREAM_CREDENTIAL",
                "static",
                "UPSTREAM_OAUTH_CLIENT_ID",
                sandbox.machineClientId(),
                "UPSTREAM_OAUTH_CLIENT_SECRET",
                sandbox.machineClientSecret(),
                "MCP_TOOLSETS",
                "all",
                "MCP_PORT",
                "0"));
        settings.putAll(further);
        this.settings = Map.copyOf(settings);
        served = Served.start(settings);
    }

    /** A client with an open session. */
    McpProbe client() {
        return new McpProbe(served.port()).open("2025-11-25");
    }

    /** What it was started with. */
    Map<String, String> settings() {
        return settings;
    }

    int port() {
        return served.port();
    }

    String url() {
        return served.url();
    }

    @Override
    public void close() {
        served.close();
    }
}

package org.enterprisemcp.acceptance;

import java.util.HashMap;
import java.util.Map;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.testkit.McpProbe;

/** The server on a free port in front of a sandbox, as the demo starts it. The sandbox stays when the server goes. */
final class Product implements AutoCloseable {

    private final PlainSandbox sandbox;
    private final Served served;

    Product(PlainSandbox sandbox) {
        this(sandbox, Map.of());
    }

    Product(PlainSandbox sandbox, Map<String, String> further) {
        this.sandbox = sandbox;
        Map<String, String> settings = settings();
        settings.putAll(further);
        served = Served.start(settings);
    }

    /** The server's settings for this sandbox. */
    Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "UPSTREAM_API_BASE_URL",
                sandbox.baseUrl(),
                "UPSTREAM_ACCESS_TOKEN",
                sandbox.accessToken(),
                "MCP_SSE_ENABLED",
                "true",
                "MCP_PORT",
                "0"));
    }

    String url() {
        return served.url();
    }

    /** All that stands before the paths. */
    String base() {
        return served.url().replaceFirst("/mcp$", "");
    }

    McpProbe probe() {
        return new McpProbe(served.port());
    }

    @Override
    public void close() {
        served.close();
    }
}

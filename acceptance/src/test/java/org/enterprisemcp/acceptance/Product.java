package org.enterprisemcp.acceptance;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.bootstrap.Application;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.sandbox.plain.PlainSandbox;
import org.enterprisemcp.testkit.McpProbe;

/** The server on a free port in front of a sandbox, as the demo starts it. The sandbox stays when the server goes. */
final class Product implements AutoCloseable {

    private final PlainSandbox sandbox;
    private final Application application;

    Product(PlainSandbox sandbox) {
        this(sandbox, Map.of());
    }

    Product(PlainSandbox sandbox, Map<String, String> further) {
        this.sandbox = sandbox;
        Map<String, String> settings = settings();
        settings.putAll(further);
        application = Application.start(Environment.of(settings));
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
        return application.url();
    }

    /** All that stands before the paths. */
    String base() {
        return application.url().replaceFirst("/mcp$", "");
    }

    McpProbe probe() {
        return new McpProbe(application.port());
    }

    /** The command line of the server as a process of its own. */
    static List<String> command(String transport) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.enterprisemcp.bootstrap.Main",
                transport);
    }

    @Override
    public void close() {
        application.close();
    }
}

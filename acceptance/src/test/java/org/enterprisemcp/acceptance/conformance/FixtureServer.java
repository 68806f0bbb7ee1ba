package org.enterprisemcp.acceptance.conformance;

import java.util.Map;
import org.enterprisemcp.bootstrap.Application;
import org.enterprisemcp.bootstrap.Environment;
import org.enterprisemcp.sandbox.plain.PlainSandbox;

/** The server that the suites are run against. */
final class FixtureServer implements AutoCloseable {

    private final PlainSandbox sandbox;
    private final Application application;

    private FixtureServer(PlainSandbox sandbox, Application application) {
        this.sandbox = sandbox;
        this.application = application;
    }

    static FixtureServer start(int port) {
        PlainSandbox sandbox = PlainSandbox.start();
        return new FixtureServer(
                sandbox,
                Application.start(Environment.of(Map.of(
                        "UPSTREAM_API_BASE_URL", sandbox.baseUrl(),
                        "UPSTREAM_ACCESS_TOKEN", sandbox.accessToken(),
                        "MCP_PORT", String.valueOf(port)))));
    }

    String url() {
        return application.url();
    }

    @Override
    public void close() {
        application.close();
        sandbox.close();
    }
}

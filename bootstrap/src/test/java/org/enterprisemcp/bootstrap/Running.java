package org.enterprisemcp.bootstrap;

import java.util.HashMap;
import java.util.Map;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;

/** The server on a free port in front of the upstream in memory, and how tests ask it. */
record Running(Application application) implements AutoCloseable {

    static final String TOKEN = "an-admin-token-of-more-than-32-characters";
    static final String KEY = "an-example-key-of-the-tests-0123456789-abcdefgh";

    private static final byte[] NO_BODY = {};

    /** @param further settings beside those of the upstream */
    static Running with(Map<String, String> further) {
        Map<String, String> settings =
                new HashMap<>(Map.of("UPSTREAM_KIND", "fake", "UPSTREAM_ACCOUNT_ID", "acme", "MCP_PORT", "0"));
        settings.putAll(further);
        return new Running(Application.start(Environment.of(settings)));
    }

    /** What makes it an OAuth proxy, under a base URL. */
    static Map<String, String> proxy(String baseUrl) {
        return Map.of(
                "MCP_AUTH_MODE", "proxy",
                "MCP_SERVER_BASE_URL", baseUrl,
                "MCP_JWT_SIGNING_KEY", KEY,
                "UPSTREAM_OAUTH_CLIENT_ID", "client-0815",
                "UPSTREAM_OAUTH_CLIENT_SECRET", "the-client-secret",
                "UPSTREAM_OAUTH_AUTHORIZE_URL", "http://127.0.0.1:9/authorize",
                "UPSTREAM_OAUTH_TOKEN_URL", "http://127.0.0.1:9/token");
    }

    int port() {
        return application.port();
    }

    HttpReply get(String path) {
        return get(path, Map.of());
    }

    HttpReply get(String path, Map<String, String> headers) {
        return send("GET", path, headers);
    }

    HttpReply send(String method, String path, Map<String, String> headers) {
        return new RawHttp(port()).send(method, path, headers, NO_BODY);
    }

    @Override
    public void close() {
        application.close();
    }
}

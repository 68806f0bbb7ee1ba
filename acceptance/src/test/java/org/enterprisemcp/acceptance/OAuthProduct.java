package org.enterprisemcp.acceptance;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.RawHttp;

/** The product with its OAuth proxy in front of the NetSuite look-alike: whoever calls has signed in there. */
public final class OAuthProduct implements AutoCloseable {

    public static final String REDIRECT = "http://127.0.0.1:7777/callback";
    private static final String VERIFIER = "v".repeat(43);
    /** The S256 challenge of that verifier. */
    private static final String CHALLENGE = "7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM";

    private final int port;
    private final Served served;

    public OAuthProduct(NetSuiteSandbox sandbox, Map<String, String> further) {
        this(freePort(), settings(sandbox, further));
    }

    /** In front of another upstream. */
    public OAuthProduct(int port, Map<String, String> upstream) {
        this.port = port;
        Map<String, String> settings = new HashMap<>(upstream);
        settings.put("MCP_JWT_SIGNING_KEY", "an-example-key-of-the-tests-0123456789-abcdefgh");
        settings.put("MCP_TOOLSETS", "all");
        settings.put("MCP_PORT", String.valueOf(port));
        served = Served.start(settings);
    }

    private static Map<String, String> settings(NetSuiteSandbox sandbox, Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "UPSTREAM_KIND",
                "netsuite",
                "UPSTREAM_API_BASE_URL",
                sandbox.url() + "/{account}/services/rest/",
                "UPSTREAM_ACCOUNT_ID",
                NetSuiteSandbox.PRODUCTION,
                "UPSTREAM_OAUTH_CLIENT_ID",
                sandbox.clientId(),
                "UPSTREAM_OAUTH_CLIENT_SECRET",
                sandbox.clientSecret()));
        settings.putAll(further);
        return settings;
    }

    /** A port on which nobody listens at this moment. */
    public static int freePort() {
        try (LoopbackServer taken = new LoopbackServer(request -> LoopbackServer.hangUp())) {
            return URI.create(taken.baseUrl()).getPort();
        }
    }

    /** The issuer, and all that stands before the paths. */
    public String base() {
        return "http://127.0.0.1:" + port;
    }

    public String url() {
        return served.url();
    }

    /** Registers a client; its id. */
    public String register(String redirectUri) {
        HttpReply reply = new RawHttp(port)
                .send(
                        "POST",
                        "/register",
                        Map.of("Content-Type", "application/json"),
                        ("{\"client_name\":\"Acceptance\",\"redirect_uris\":[\"" + redirectUri + "\"]}")
                                .getBytes(StandardCharsets.UTF_8));
        return reply.json().path("client_id").asText();
    }

    /** The URL to which a client sends its user. */
    String authorizationUrl(String clientId, String scope) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", clientId);
        query.put("redirect_uri", REDIRECT);
        query.put("code_challenge", CHALLENGE);
        query.put("code_challenge_method", "S256");
        query.put("scope", scope);
        return base() + "/authorize?" + Browser.encoded(query);
    }

    /** The answer to the code of a new login, all pages submitted. */
    public HttpReply signIn(String clientId, String scope) {
        String code = new Browser(port)
                .signIn(authorizationUrl(clientId, scope), REDIRECT)
                .getOrDefault("code", "");
        return redeem(clientId, code);
    }

    /** The answer to a client's code. */
    HttpReply redeem(String clientId, String code) {
        return post(
                "/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", clientId,
                        "code", code,
                        "code_verifier", VERIFIER));
    }

    HttpReply post(String path, Map<String, String> form) {
        return new RawHttp(port)
                .send(
                        "POST",
                        path,
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        Browser.encoded(form).getBytes(StandardCharsets.UTF_8));
    }

    /** A client of whoever signed in, without a session yet. */
    public McpProbe client(String accessToken) {
        return new McpProbe(port).with("Authorization", "Bearer " + accessToken);
    }

    @Override
    public void close() {
        served.close();
    }
}

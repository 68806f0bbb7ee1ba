package org.enterprisemcp.oauth.endpoint;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.oauth.client.ClientAssertions;
import org.enterprisemcp.oauth.client.Clients;
import org.enterprisemcp.oauth.client.ConfiguredClients;
import org.enterprisemcp.oauth.client.DynamicClients;
import org.enterprisemcp.oauth.client.MetadataDocuments;
import org.enterprisemcp.oauth.client.Reach;
import org.enterprisemcp.oauth.client.RedirectRule;
import org.enterprisemcp.oauth.grant.GrantAuthority;
import org.enterprisemcp.oauth.grant.GrantOptions;
import org.enterprisemcp.oauth.grant.Opaque;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.key.SealedStore;
import org.enterprisemcp.oauth.upstream.OAuthClient;
import org.enterprisemcp.oauth.upstream.TokenCheck;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.FakeAuthorizationServer;
import org.enterprisemcp.testkit.FakeStateStore;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RawHttp;

/** The whole proxy on a free port, in front of an upstream's authorization server and an MCP endpoint that says who calls. */
final class ProxyUnderTest implements AutoCloseable {

    static final String REDIRECT = "http://127.0.0.1:7777/callback";
    static final String VERIFIER = "v".repeat(43);
    static final String KEY = "an-example-key-of-the-tests-0123456789-abcdefgh";
    static final OAuthClient CLIENT = new OAuthClient(
            "upstream-client",
            new OAuthClient.Proof.BasicSecret(new Secret("upstream secret")),
            List.of(),
            Optional.empty());

    final MutableClock clock = new MutableClock();
    final FakeAuthorizationServer upstream = new FakeAuthorizationServer();
    final FakeStateStore store = new FakeStateStore(clock);
    final KeyRing keys = KeyRing.of(new Secret(KEY));
    final int port;
    final ServerUrls urls;
    final GrantAuthority authority;
    private final WebServer server;

    ProxyUnderTest() {
        this(ConsentMode.ALWAYS, UnaryOperator.identity(), TokenCheck.none());
    }

    ProxyUnderTest(ConsentMode consent, UnaryOperator<UpstreamLogin.Options> options, TokenCheck check) {
        // The base URL must be known before the server is there that it names.
        this.port = freePort();
        this.urls = new ServerUrls("http://127.0.0.1:" + port, "http://127.0.0.1:" + port);
        StateStore sealed = new SealedStore(store, keys);
        UpstreamLogin login = new UpstreamLogin(
                CLIENT,
                upstream,
                options.apply(new UpstreamLogin.Options(
                        urls.callback(),
                        Optional.empty(),
                        Set.of(),
                        true,
                        false,
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty())),
                clock);
        this.authority =
                GrantAuthority.of(sealed, keys, login, GrantOptions.usual(urls.issuer(), urls.resource()), clock);
        DynamicClients registrations = new DynamicClients(keys, 0, RedirectRule.ANY, clock);
        AuthorizationServer endpoints = new AuthorizationServer(new AuthorizationServer.Parts(
                "Test MCP",
                "Test Books",
                urls,
                consent,
                RedirectRule.ANY,
                keys,
                sealed,
                new Clients(
                        ConfiguredClients.NONE,
                        registrations,
                        Optional.of(new MetadataDocuments(Reach.LOOPBACK, Set.of(), clock)),
                        Set.of()),
                registrations,
                new ClientAssertions(Reach.LOOPBACK, sealed, clock),
                login,
                check,
                authority,
                clock));
        BearerFilter filter = AuthorizationServer.bearerFilter(authority, urls);
        this.server = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .shutdownHook(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .addProtocol(Http1Config.builder().maxPrologueLength(16 * 1024).build())
                .routing(routing -> {
                    routing.any("/mcp", filter).any("/mcp", (request, response) -> {
                        Caller caller = BearerFilter.callerOf(request);
                        response.send((caller.principal() + " " + caller.scopes()).getBytes(StandardCharsets.UTF_8));
                    });
                    endpoints.route(routing);
                })
                .build()
                .start();
    }

    private static int freePort() {
        try (LoopbackServer taken = new LoopbackServer(request -> LoopbackServer.hangUp())) {
            return URI.create(taken.baseUrl()).getPort();
        }
    }

    Clock clock() {
        return clock;
    }

    Browser browser() {
        return new Browser(port);
    }

    RawHttp http() {
        return new RawHttp(port);
    }

    /** Registers a client with one redirect URI; its id. */
    String register() {
        return register("Test client", REDIRECT);
    }

    String register(String name, String redirectUri) {
        HttpReply reply = post(
                "/register",
                "application/json",
                "{\"client_name\":\"" + name + "\",\"redirect_uris\":[\"" + redirectUri + "\"]}");
        return reply.json().path("client_id").asText();
    }

    /** The parameters of an authorization request in which nothing is wrong. */
    static Map<String, String> authorization(String clientId) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", REDIRECT);
        parameters.put("state", "client-state");
        parameters.put("code_challenge", Opaque.hash(VERIFIER));
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    HttpReply authorize(Browser browser, Map<String, String> parameters) {
        return browser.open("/authorize?" + Browser.encoded(parameters));
    }

    /** Signs in as far as the client's code; the parameters of the redirect to the client. */
    Map<String, String> signIn(Browser browser, String clientId) {
        HttpReply consent = authorize(browser, authorization(clientId));
        HttpReply toUpstream = browser.submit(consent, "/consent", "decision", "allow");
        HttpReply back = browser.open(FakeAuthorizationServer.redirectAfterLogin(
                toUpstream.header("Location").orElseThrow(), "upstream-code"));
        return FakeAuthorizationServer.parametersOf(back.header("Location").orElseThrow());
    }

    /** The tokens of a new login. */
    Tokens tokens(String clientId) {
        return tokensOf(redeem(clientId, signIn(browser(), clientId).getOrDefault("code", "")));
    }

    HttpReply redeem(String clientId, String code) {
        return form(
                "/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", clientId,
                        "code", code,
                        "redirect_uri", REDIRECT,
                        "code_verifier", VERIFIER));
    }

    HttpReply refresh(String clientId, String refreshToken) {
        return form(
                "/token", Map.of("grant_type", "refresh_token", "client_id", clientId, "refresh_token", refreshToken));
    }

    record Tokens(String access, String refresh) {}

    static Tokens tokensOf(HttpReply reply) {
        return new Tokens(
                reply.json().path("access_token").asText(),
                reply.json().path("refresh_token").asText());
    }

    HttpReply call(String accessToken) {
        return http().send("POST", "/mcp", Map.of("Authorization", "Bearer " + accessToken), new byte[0]);
    }

    HttpReply form(String path, Map<String, String> fields) {
        return post(path, "application/x-www-form-urlencoded", Browser.encoded(fields));
    }

    HttpReply post(String path, String type, String body) {
        return http().send("POST", path, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    HttpReply get(String path) {
        return http().send("GET", path, Map.of(), new byte[0]);
    }

    @Override
    public void close() {
        server.stop();
        upstream.close();
    }
}

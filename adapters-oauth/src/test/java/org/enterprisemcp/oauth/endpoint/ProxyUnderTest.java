package org.enterprisemcp.oauth.endpoint;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.oauth.client.ClientAssertions;
import org.enterprisemcp.oauth.client.Clients;
import org.enterprisemcp.oauth.client.DynamicClients;
import org.enterprisemcp.oauth.client.MetadataDocuments;
import org.enterprisemcp.oauth.client.Reach;
import org.enterprisemcp.oauth.client.RedirectRule;
import org.enterprisemcp.oauth.grant.GrantAuthority;
import org.enterprisemcp.oauth.grant.GrantOptions;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.key.Opaque;
import org.enterprisemcp.oauth.key.SealedStore;
import org.enterprisemcp.oauth.upstream.OAuthClient;
import org.enterprisemcp.oauth.upstream.TokenCheck;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.FakeAuthorizationServer;
import org.enterprisemcp.testkit.FakeStateStore;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.MutableClock;
import org.enterprisemcp.testkit.RawHttp;

/** The whole proxy on a free port, in front of an upstream's authorization server and an MCP endpoint that says who calls. */
final class ProxyUnderTest implements AutoCloseable {

    static final String REDIRECT = "http://127.0.0.1:7777/callback";
    static final String VERIFIER = "v".repeat(43);
    static final String KEY = "an-example-key-of-the-tests-0123456789-abcdefgh";
    static final Target TARGET = new Target(Optional.empty(), new BaseUrl("https://books.example"));
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
    private final UpstreamLogin login;
    private final WebServer server;

    ProxyUnderTest() {
        this(ProxySetup.USUAL);
    }

    ProxyUnderTest(ConsentMode consent, UnaryOperator<UpstreamLogin.Options> options, TokenCheck check) {
        this(ProxySetup.USUAL.with(consent).with(options).with(check));
    }

    ProxyUnderTest(ProxySetup setup) {
        // The base URL must be known before the server is there that it names.
        this.port = freePort();
        String base = setup.base().replace("PORT", String.valueOf(port));
        this.urls = new ServerUrls(base, base);
        StateStore sealed = new SealedStore(store, keys);
        this.login = new UpstreamLogin(
                setup.client(),
                upstream,
                setup.options()
                        .apply(new UpstreamLogin.Options(
                                urls.callback(),
                                Optional.empty(),
                                Set.of(),
                                true,
                                false,
                                Map.of(),
                                Map.of(),
                                Optional.empty())),
                clock);
        this.authority =
                GrantAuthority.of(sealed, keys, login, GrantOptions.usual(urls.issuer(), urls.resource()), clock);
        DynamicClients registrations = new DynamicClients(keys, 0, RedirectRule.ANY, clock);
        AuthorizationServer endpoints = new AuthorizationServer(new AuthorizationServer.Parts(
                "Test MCP",
                "Test Books",
                urls,
                setup.consent(),
                RedirectRule.ANY,
                keys,
                sealed,
                new Clients(
                        setup.clients(),
                        registrations,
                        Optional.of(new MetadataDocuments(Reach.LOOPBACK, Set.of(), clock)),
                        Set.of()),
                registrations,
                new ClientAssertions(Reach.LOOPBACK, sealed, clock),
                login,
                setup.check(),
                authority,
                clock));
        BearerFilter filter = AuthorizationServer.bearerFilter(authority, urls);
        this.server = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .shutdownHook(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(16 * 1024)
                        .validatePrologue(false)
                        .build())
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

    /** Below those that the system gives to outgoing connections: nobody takes it between this moment and the server's start. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
    }

    Clock clock() {
        return clock;
    }

    /** The grants as another replica sees them, over the same store. */
    GrantAuthority replica() {
        return GrantAuthority.of(
                new SealedStore(store, keys), keys, login, GrantOptions.usual(urls.issuer(), urls.resource()), clock);
    }

    /** How many values stand in the store, whatever they are. */
    long stored() {
        return store.spaces().stream().mapToLong(store::size).sum();
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

    /** An authorization request with one parameter set, or left out where the value is empty. */
    HttpReply authorizeWith(String clientId, String name, String value) {
        Map<String, String> parameters = authorization(clientId);
        parameters.put(name, value);
        parameters.values().removeIf(String::isEmpty);
        return authorize(browser(), parameters);
    }

    /** Agrees to what a client wants; the URL at the upstream that the browser is sent to. */
    String agree(Browser browser, String clientId) {
        HttpReply consent = authorize(browser, authorization(clientId));
        return browser.submit(consent, "/consent", "decision", "allow")
                .header("Location")
                .orElseThrow();
    }

    /** Comes back from the upstream's login. */
    HttpReply comeBack(Browser browser, String upstreamUrl, String further) {
        return browser.open(FakeAuthorizationServer.redirectAfterLogin(upstreamUrl, "upstream-code") + further);
    }

    /** Signs in as far as the client's code; the parameters of the redirect to the client. */
    Map<String, String> signIn(Browser browser, String clientId) {
        return redirectOf(comeBack(browser, agree(browser, clientId), ""));
    }

    /** The parameters with which a client is called back. */
    static Map<String, String> redirectOf(HttpReply reply) {
        return FakeAuthorizationServer.parametersOf(reply.header("Location").orElseThrow());
    }

    /** The tokens of a new login. */
    Tokens tokens(String clientId) {
        return tokensOf(redeem(clientId, code(clientId)));
    }

    HttpReply redeem(String clientId, String code) {
        return form("/token", redemption(clientId, code));
    }

    /** The form of a token request in which nothing is wrong. */
    static Map<String, String> redemption(String clientId, String code) {
        return new LinkedHashMap<>(Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "code", code,
                "redirect_uri", REDIRECT,
                "code_verifier", VERIFIER));
    }

    /** A code that nobody has redeemed yet. */
    String code(String clientId) {
        return signIn(browser(), clientId).getOrDefault("code", "");
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

    /** Who stands behind an access token. */
    Caller callerOf(String accessToken) {
        return authority.bearerTokens().callerOf(new Secret(accessToken));
    }

    /** The upstream token of a caller. */
    UpstreamToken upstreamToken(Caller caller) {
        return authority.upstreamTokens().forCaller(caller, TARGET);
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

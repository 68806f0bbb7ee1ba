package org.enterprisemcp.oauth.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.InvalidCredentials;
import org.enterprisemcp.domain.error.AuthenticationException.TokenRefresh;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.domain.token.UpstreamToken.Bearer;
import org.enterprisemcp.oauth.upstream.OAuthClient.Proof;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that the server gets for itself, from an authorization server on loopback. */
class ClientCredentialsTest {

    private static final Target ACME = target("acme");
    private static final Caller ANYBODY = Caller.anonymous();
    private static final Duration BUFFER = Duration.ofMinutes(5);

    private final MutableClock clock = new MutableClock();
    private final List<Map<String, String>> forms = Collections.synchronizedList(new ArrayList<>());
    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "";

    ClientCredentialsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            forms.add(form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String body = answer.isEmpty()
                    ? "{\"access_token\":\"token-" + forms.size()
                            + "\",\"expires_in\":\"3600\",\"token_type\":\"bearer\"}"
                    : answer;
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401 | {\"error\":\"invalid_client\"}                          | invalid_client",
                "400 | {\"error\":\"unauthorized_client\"}                     | unauthorized_client",
                "401 | <html>secret-9 is wrong</html>                          | no known error code"
            })
    void saysThatTheClientIsRefusedAndShowsNothingElse(int refusal, String body, String code) {
        status = refusal;
        answer = body;
        assertThatThrownBy(() -> secret().forCaller(ANYBODY, ACME))
                .isInstanceOfSatisfying(InvalidCredentials.class, failure -> {
                    assertThat(failure.hint()).contains(code);
                    assertThat(failure.toMap().toString()).doesNotContain("secret-9");
                });
    }

    @Test
    void tellsARefusedRequestFromAServerThatFails() {
        status = 400;
        answer = "{\"error\":\"invalid_scope\"}";
        assertThatThrownBy(() -> secret().forCaller(ANYBODY, ACME))
                .isInstanceOf(TokenRefresh.class)
                .hasMessageContaining("invalid_scope");
        status = 503;
        assertThatThrownBy(() -> secret().forCaller(ANYBODY, ACME)).isInstanceOf(Connection.class);
        server.stop(0);
        assertThatThrownBy(() -> secret().forCaller(ANYBODY, ACME)).isInstanceOf(Connection.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{", "not HTTP\r\n\r\n"})
    void saysThatTheServerCannotBeReachedWhereItsAnswerBreaksOff(String begin) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = background.submit(() -> {
                try (Socket client = listener.accept()) {
                    client.getInputStream().read();
                    client.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
                }
                return null;
            });
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/token";
            OAuthClient client =
                    new OAuthClient("client", new Proof.BasicSecret(new Secret("s")), List.of(), Optional.of(url));
            ClientCredentials tokens = new ClientCredentials(client, new FakeUpstream(), BUFFER, clock);
            assertThatThrownBy(() -> tokens.forCaller(ANYBODY, ACME)).isInstanceOf(Connection.class);
        }
    }

    @Test
    void followsNoRedirect() {
        status = 302;
        answer = "{}";
        assertThatThrownBy(() -> secret().forCaller(ANYBODY, ACME)).isInstanceOf(Connection.class);
        assertThat(forms).hasSize(1);
    }

    @Test
    void namesTheSettingWhereNobodySaysWhereTokensComeFrom() {
        OAuthClient nowhere =
                new OAuthClient("client", new Proof.BasicSecret(new Secret("s")), List.of(), Optional.empty());
        assertThatThrownBy(() ->
                        new ClientCredentials(nowhere, new FakeUpstream(), BUFFER, clock).forCaller(ANYBODY, ACME))
                .isInstanceOf(MissingConfiguration.class)
                .hasMessageContaining("UPSTREAM_OAUTH_TOKEN_URL");
    }

    @Test
    void provesItselfByASecret() {
        assertThat(secret().forCaller(ANYBODY, ACME)).isEqualTo(new Bearer(new Secret("token-1")));
        assertThat(forms.getFirst()).isEqualTo(Map.of("grant_type", "client_credentials", "scope", "one two"));
        String pair = new String(
                Base64.getDecoder().decode(authorizations.getFirst().substring("Basic ".length())),
                StandardCharsets.UTF_8);
        assertThat(pair).isEqualTo("client:s%3Acret");
    }

    @Test
    void provesItselfByAnAssertionOfAnRsaKey() throws Exception {
        KeyPair keys = keys("RSA", 2_048);
        assertion(keys).forCaller(ANYBODY, ACME);
        SignedJWT jwt = SignedJWT.parse(forms.getFirst().get("client_assertion"));
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("PS256");
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("cert-1");
        assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic())))
                .isTrue();
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(url());
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("client");
        assertThat(jwt.getJWTClaimsSet().getExpirationTime().toInstant())
                .isBefore(clock.instant().plus(Duration.ofMinutes(60)));
        assertThat(authorizations).containsExactly("null");
    }

    @Test
    void provesItselfByAnAssertionOfAnEllipticCurve() throws Exception {
        KeyPair keys = keys("EC", 256);
        assertion(keys).forCaller(ANYBODY, ACME);
        SignedJWT jwt = SignedJWT.parse(forms.getFirst().get("client_assertion"));
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(jwt.verify(new ECDSAVerifier((ECPublicKey) keys.getPublic())))
                .isTrue();
    }

    @Test
    void takesNoKeyThatIsWeakOrNone() throws Exception {
        assertThat(SigningKey.of("k", pem(keys("RSA", 1_024)))).isEmpty();
        assertThat(SigningKey.of("k", new Secret("-----BEGIN PRIVATE KEY-----\nbm8=\n-----END PRIVATE KEY-----")))
                .isEmpty();
        assertThat(SigningKey.of("k", new Secret("not a key"))).isEmpty();
        assertThat(SigningKey.of("k", pem(keys("EC", 256))).orElseThrow().toString())
                .isEqualTo("SigningKey[ES256, k]");
    }

    @Test
    void keepsATokenUntilShortlyBeforeItsEnd() {
        ClientCredentials tokens = secret();
        UpstreamToken first = tokens.forCaller(ANYBODY, ACME);
        clock.advance(Duration.ofMinutes(54));
        assertThat(tokens.forCaller(ANYBODY, ACME)).isEqualTo(first);
        clock.advance(Duration.ofMinutes(2));
        assertThat(tokens.forCaller(ANYBODY, ACME)).isNotEqualTo(first);
        assertThat(forms).hasSize(2);
    }

    @Test
    void doesNotRenewAShortLivedTokenAllTheTime() {
        answer = "{\"access_token\":\"short\",\"expires_in\":60}";
        ClientCredentials tokens = secret();
        tokens.forCaller(ANYBODY, ACME);
        clock.advance(Duration.ofSeconds(40));
        tokens.forCaller(ANYBODY, ACME);
        assertThat(forms).hasSize(1);
    }

    @Test
    void replacesARefusedTokenOnceForAllWhoHeldIt() {
        ClientCredentials tokens = secret();
        UpstreamToken refused = tokens.forCaller(ANYBODY, ACME);
        UpstreamToken next = tokens.renewed(ANYBODY, ACME, refused, CallFacts.answered(401, 1));
        assertThat(next).isNotEqualTo(refused);
        assertThat(tokens.renewed(ANYBODY, ACME, refused, CallFacts.answered(401, 1)))
                .isEqualTo(next);
        assertThat(forms).hasSize(2);
    }

    @Test
    void fetchesOneTokenForManyCallersAndOneForEachTarget() throws Exception {
        ClientCredentials tokens = secret();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<UpstreamToken>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(callers.submit(() -> tokens.forCaller(ANYBODY, ACME)));
            }
            for (Future<UpstreamToken> one : all) {
                assertThat(one.get()).isEqualTo(new Bearer(new Secret("token-1")));
            }
        }
        assertThat(tokens.forCaller(ANYBODY, target("initech"))).isEqualTo(new Bearer(new Secret("token-2")));
        assertThat(forms).hasSize(2);
    }

    private ClientCredentials secret() {
        return tokens(new Proof.BasicSecret(new Secret("s:cret")));
    }

    private ClientCredentials assertion(KeyPair keys) {
        return tokens(
                new Proof.SignedAssertion(SigningKey.of("cert-1", pem(keys)).orElseThrow()));
    }

    private ClientCredentials tokens(Proof proof) {
        OAuthClient client = new OAuthClient("client", proof, List.of("one", "two"), Optional.of(url()));
        return new ClientCredentials(client, new FakeUpstream(), BUFFER, clock);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    private static KeyPair keys(String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static Secret pem(KeyPair keys) {
        return new Secret("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    }

    private static Target target(String account) {
        return new Target(Optional.of(new AccountId(account)), new BaseUrl("https://" + account + ".example/"));
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String field : body.split("&", -1)) {
            String[] pair = field.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return form;
    }
}

package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.oauth.endpoint.ProxyUnderTest.Tokens;
import org.enterprisemcp.oauth.key.KeyPurpose;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that are made, changed or meant for something else. All that can be are signed with the server's very own key. */
class TokenAttacksTest {

    /** Stands for a listener of the test. */
    private static final String EVIL = "evil";

    private final ProxyUnderTest proxy = new ProxyUnderTest();
    private final String client = proxy.register();
    private final Tokens tokens = proxy.tokens(client);

    @AfterEach
    void stop() {
        proxy.close();
    }

    private void assertRefused(String token) {
        assertThat(proxy.call(token).status()).isEqualTo(401);
    }

    static Stream<Arguments> audiences() {
        return Stream.of(
                claims("another resource", all -> all.put("aud", "https://other.example/mcp")),
                claims("the base URL", all -> all.put("aud", String.valueOf(all.get("iss")))),
                claims("a list with another", all -> all.put("aud", List.of(all.get("aud"), "https://other.example"))),
                claims("nobody", all -> all.remove("aud")),
                claims("a slash more", all -> all.put("aud", all.get("aud") + "/")),
                claims("another issuer", all -> all.put("iss", "https://other.example")),
                claims("no issuer", all -> all.remove("iss")),
                claims("another grant", all -> all.put("gid", "x".repeat(22))),
                claims("no grant", all -> all.remove("gid")),
                claims("another client", all -> all.put("client_id", "other")));
    }

    private static Arguments claims(String what, Consumer<Map<String, Object>> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("audiences")
    @DisplayName("AT-18: a token for something or somebody else is refused, however well it is signed")
    void refusesATokenForSomethingElse(String what, Consumer<Map<String, Object>> change) {
        Forgery forgery = new Forgery(tokens.access(), proxy.keys);
        change.accept(forgery.claims);
        assertRefused(forgery.signed());
    }

    static Stream<Arguments> lifetimes() {
        return Stream.of(
                claims("it ended a second ago", all -> all.put("exp", seconds(all, "iat") - 1)),
                claims("it ends now", all -> all.put("exp", seconds(all, "iat"))),
                claims("it does not end", all -> all.remove("exp")),
                claims("it ends at a text", all -> all.put("exp", String.valueOf(seconds(all, "exp")))),
                claims("it ends at nothing", all -> all.put("exp", null)),
                claims("it ends before time began", all -> all.put("exp", -1)),
                claims("it begins six seconds from now", all -> all.put("iat", seconds(all, "iat") + 6)),
                claims("it begins next year", all -> all.put("iat", seconds(all, "iat") + 31_536_000)),
                claims("it begins never", all -> all.remove("iat")));
    }

    private static long seconds(Map<String, Object> claims, String name) {
        return ((Number) claims.getOrDefault(name, 0)).longValue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lifetimes")
    @DisplayName("AT-21: a token is good from when it was issued until it ends, to the second")
    void refusesATokenOutsideItsLife(String what, Consumer<Map<String, Object>> change) {
        Forgery forgery = new Forgery(tokens.access(), proxy.keys);
        change.accept(forgery.claims);
        assertRefused(forgery.signed());
    }

    @Test
    @DisplayName("AT-21: a token that was good a moment ago is not remembered beyond its end")
    void remembersNoTokenBeyondItsEnd() {
        proxy.clock.advance(Duration.ofMinutes(30).minusSeconds(1));
        assertThat(proxy.call(tokens.access()).status()).isEqualTo(200);
        proxy.clock.advance(Duration.ofSeconds(1));
        assertRefused(tokens.access());
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                claims("none", header -> header.put("alg", "none")),
                claims("None", header -> header.put("alg", "None")),
                claims("RS256 with the secret", header -> header.put("alg", "RS256")),
                claims("HS512", header -> header.put("alg", "HS512")),
                claims("no algorithm", header -> header.remove("alg")),
                claims("no key name", header -> header.remove("kid")),
                claims("a key name of nothing", header -> header.put("kid", null)),
                claims("a key name that is a number", header -> header.put("kid", 1)),
                claims("a key name with a path", header -> header.put("kid", "../../../../dev/null")),
                claims("a key name with SQL", header -> header.put("kid", "x' UNION SELECT 'key' --")),
                claims("keys from a URL", header -> header.put("jku", EVIL)),
                claims("a certificate from a URL", header -> header.put("x5u", EVIL)),
                claims("a certificate", header -> header.put("x5c", List.of("MIIB"))),
                claims("a key of its own", header -> header.put("jwk", Map.of("kty", "oct", "k", "AAAA"))),
                claims("something critical", header -> header.put("crit", List.of("exp"))),
                claims("a payload that is not encoded", header -> {
                    header.put("b64", false);
                    header.put("crit", List.of("b64"));
                }),
                claims("a nested token", header -> header.put("cty", "JWT")),
                claims("compression", header -> header.put("zip", "DEF")),
                claims("type JWT", header -> header.put("typ", "JWT")),
                claims("the type of a refresh token", header -> header.put("typ", "rt+jwt")),
                claims("no type", header -> header.remove("typ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    @DisplayName("AT-19, AT-20: no header but the server's own is taken, and nothing that a header names is fetched")
    void takesNoHeaderButItsOwn(String what, Consumer<Map<String, Object>> change) {
        try (LoopbackServer evil = new LoopbackServer(request -> LoopbackServer.json(200, "{\"keys\":[]}"))) {
            Forgery forgery = new Forgery(tokens.access(), proxy.keys);
            change.accept(forgery.header);
            forgery.header.replaceAll((name, value) -> EVIL.equals(value) ? evil.baseUrl() : value);
            assertRefused(forgery.signed());
            assertRefused(forgery.unsigned());
            assertThat(evil.connections()).isZero();
        }
    }

    @Test
    @DisplayName("AT-19: a token without its signature, with another one, or of five parts is refused")
    void refusesATokenThatIsNotSigned() {
        Forgery forgery = new Forgery(tokens.access(), proxy.keys);
        assertRefused(forgery.unsigned());
        String signed = forgery.signed();
        assertThat(proxy.call(signed).status()).as("it is the same token").isEqualTo(200);
        String[] parts = signed.split("\\.", -1);
        assertRefused(parts[0] + "." + parts[1]);
        assertRefused(parts[0] + "." + parts[1] + "." + parts[2] + ".");
        assertRefused(parts[0] + "." + parts[1] + ".AAAA");
        assertRefused(String.join(".", Arrays.asList(parts[0], "", "", parts[1], parts[2])));
        assertRefused(Forgery.encoded("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + ".." + "AAAA.AAAA.AAAA");
        assertRefused(parts[0] + "." + Forgery.encoded("{}") + "." + parts[2]);
    }

    @Test
    @DisplayName("AT-20: nothing else that this server signs or seals is an access token")
    void mistakesNothingElseForAnAccessToken() {
        Browser browser = proxy.browser();
        Map<String, String> fields = Browser.fieldsOf(proxy.authorize(browser, ProxyUnderTest.authorization(client)));
        assertRefused(client);
        assertRefused(tokens.refresh());
        assertRefused(fields.getOrDefault("transaction", ""));
        assertRefused(fields.getOrDefault("proof", ""));
        browser.cookies().values().forEach(this::assertRefused);
        assertRefused(proxy.code(client));
        String[] parts = tokens.access().split("\\.", -1);
        for (KeyPurpose purpose : KeyPurpose.values()) {
            String signature = proxy.keys.mac(purpose, parts[0] + "." + parts[1]);
            assertThat(proxy.call(parts[0] + "." + parts[1] + "." + signature).status())
                    .as("signed with the key of %s", purpose)
                    .isEqualTo(purpose == KeyPurpose.ACCESS_TOKEN ? 200 : 401);
        }
    }

    @Test
    @DisplayName("AT-19: a token longer than any that is issued here is not even read")
    void readsNoEndlessToken() {
        Forgery forgery = new Forgery(tokens.access(), proxy.keys);
        forgery.claims.put("padding", "x".repeat(5_000));
        String token = forgery.signed();
        assertThatThrownBy(() -> proxy.authority.bearerTokens().callerOf(new Secret(token)))
                .isInstanceOf(TokenValidation.class);
        assertThat(token.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(4_096);
    }
}

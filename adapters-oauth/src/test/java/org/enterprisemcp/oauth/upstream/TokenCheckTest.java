package org.enterprisemcp.oauth.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.oauth.upstream.SignedTokenVerifier.Subject;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckTest {

    private static final String NONCE = "a-nonce";

    private final MutableClock clock = new MutableClock();
    private final TestIssuer issuer = new TestIssuer(clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    @DisplayName("CL-07: refuses an id token that is another's, of another login, too old, forged or missing")
    void refusesAnIdTokenThatIsNotAsItMustBe() {
        TokenCheck check = check(Subject.ID_TOKEN);
        assertThat(accepts(check, idToken(claims -> claims.issuer("https://evil.example"))))
                .isFalse();
        assertThat(accepts(check, idToken(claims -> claims.audience("another"))))
                .isFalse();
        assertThat(accepts(check, idToken(claims -> claims.audience(List.of("us", "another")))))
                .isFalse();
        assertThat(accepts(check, idToken(claims -> claims.claim("nonce", "another"))))
                .isFalse();
        assertThat(accepts(check, idToken(claims -> claims.claim("nonce", null))))
                .isFalse();
        assertThat(accepts(check, idToken(claims -> claims.expirationTime(null))))
                .isFalse();
        assertThat(accepts(check, idToken(claims -> claims.expirationTime(issuer.in(Duration.ofSeconds(-61))))))
                .isFalse();
        assertThat(accepts(check, idToken(claims -> claims.notBeforeTime(issuer.in(Duration.ofSeconds(61))))))
                .isFalse();
        assertThat(accepts(check, idToken(TestIssuer.newKey("one"), UnaryOperator.identity())))
                .isFalse();
        assertThat(accepts(check, issuer.forged())).isFalse();
        assertThat(accepts(check, "no token at all")).isFalse();
        assertThat(check.accepts(response(Optional.empty(), List.of()), NONCE, Optional.empty()))
                .isFalse();
    }

    @Test
    void refusesALoginThatBroughtTooLittle() {
        String token = idToken(UnaryOperator.identity());
        TokenCheck check = new TokenCheck(verifier(Subject.ID_TOKEN), Set.of("records"));
        assertThat(check.accepts(response(Optional.of(token), List.of("openid")), NONCE, Optional.empty()))
                .isFalse();
        assertThat(check.accepts(response(Optional.of(token), List.of("records")), NONCE, Optional.empty()))
                .isTrue();
        TokenCheck unverified = new TokenCheck(TokenVerifier.none(List.of("records")), Set.of("records"));
        assertThat(unverified.accepts(response(Optional.empty(), List.of("openid")), NONCE, Optional.empty()))
                .isFalse();
        assertThat(unverified.accepts(response(Optional.empty(), List.of()), NONCE, Optional.empty()))
                .as("who gives what was asked for need not say it")
                .isTrue();
    }

    @Test
    @DisplayName("CL-07: accepts the id token of this login")
    void acceptsTheIdTokenOfThisLogin() {
        TokenCheck check = check(Subject.ID_TOKEN);
        assertThat(accepts(check, idToken(UnaryOperator.identity()))).isTrue();
        String forBoth =
                idToken(claims -> claims.audience(List.of("us", "another")).claim("azp", "us"));
        assertThat(accepts(check, forBoth)).isTrue();
    }

    @Test
    void readsTheScopesOfAnAccessTokenThatIsAJwt() {
        TokenCheck check = new TokenCheck(verifier(Subject.ACCESS_TOKEN), Set.of("records", "reports"));
        assertThat(accepts(check, "opaque", Optional.empty())).isFalse();
        assertThat(accepts(check, issuer.token(claims -> claims.claim("scope", "records")), Optional.empty()))
                .isFalse();
        for (Object scope : List.of("reports records", "reports,records", List.of("records", "reports"))) {
            for (String claim : List.of("scope", "scp")) {
                String token = issuer.token(claims -> claims.claim(claim, scope));
                assertThat(accepts(check, token, Optional.empty()))
                        .as("%s %s", claim, scope)
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName(
            "CL-16: fetches keys once, once more for an unknown one but not all the time, and goes on through an outage")
    void fetchesKeysAsSeldomAsCanBe() {
        TokenCheck check = check(Subject.ID_TOKEN);
        String known = idToken(UnaryOperator.identity());
        ECKey next = TestIssuer.newKey("two");
        String unknown = idToken(next, UnaryOperator.identity());
        assertThat(accepts(check, known)).isTrue();
        assertThat(accepts(check, known)).isTrue();
        assertThat(accepts(check, unknown)).isFalse();
        assertThat(issuer.asked("/keys")).isEqualTo(1);

        issuer.goDown();
        clock.advance(Duration.ofSeconds(31));
        assertThat(accepts(check, unknown)).isFalse();
        assertThat(accepts(check, known)).isTrue();
        assertThat(issuer.asked("/keys")).isEqualTo(2);

        issuer.serve("/keys", TestIssuer.keys(issuer.key(), next));
        clock.advance(Duration.ofSeconds(31));
        assertThat(accepts(check, unknown)).isTrue();
        assertThat(issuer.asked("/keys")).isEqualTo(3);
    }

    @Test
    void trustsNoSetOfKeysThatShowsASecretOne() {
        issuer.serve(
                "/keys", LoopbackServer.json(200, "{\"keys\":[" + issuer.key().toJSONString() + "]}"));
        assertThat(accepts(check(Subject.ID_TOKEN), idToken(UnaryOperator.identity())))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"active\":false}",
                "{\"active\":\"true\"}",
                "{}",
                "[]",
                "<html>",
                "{\"active\":true,\"exp\":1}",
                "{\"active\":true,\"iss\":\"https://evil.example\",\"scope\":\"records\"}",
                "{\"active\":true,\"scope\":\"openid\"}"
            })
    void refusesATokenThatIntrospectionDoesNotFindGood(String answer) {
        issuer.serve("/introspect", LoopbackServer.json(200, answer));
        assertThat(introspection("/introspect").accepts(response(Optional.empty(), List.of()), NONCE, Optional.empty()))
                .isFalse();
    }

    @Test
    void refusesATokenWhileIntrospectionCannotBeHad() {
        issuer.serve("/introspect", LoopbackServer.json(503, "{}"));
        assertThat(introspection("/introspect").accepts(response(Optional.empty(), List.of()), NONCE, Optional.empty()))
                .isFalse();
    }

    @Test
    void acceptsATokenThatIntrospectionFindsGood() {
        issuer.serve("/introspect", LoopbackServer.json(200, "{\"active\":true,\"scope\":\"openid records\"}"));
        assertThat(introspection("/introspect").accepts(response(Optional.empty(), List.of()), NONCE, Optional.empty()))
                .isTrue();
    }

    private TokenCheck introspection(String path) {
        OAuthClient us = new OAuthClient("us", new OAuthClient.Proof.Nothing(), List.of(), Optional.empty());
        return new TokenCheck(
                new IntrospectionVerifier(server(Optional.of(issuer.name() + path)), us, clock), Set.of("records"));
    }

    private TokenCheck check(Subject subject) {
        return new TokenCheck(verifier(subject), Set.of());
    }

    private TokenVerifier verifier(Subject subject) {
        return new SignedTokenVerifier(
                subject, server(Optional.empty()), issuer.name(), "us", List.of("openid"), clock);
    }

    private UpstreamAuthorizationServer server(Optional<String> introspection) {
        return ConfiguredServer.over(
                Optional.empty(),
                new ConfiguredServer.Urls(
                        Optional.of(issuer.name()),
                        Optional.of(issuer.name()),
                        Optional.of(issuer.name()),
                        Optional.empty(),
                        introspection,
                        Optional.of(issuer.keysUrl())),
                Optional.empty(),
                Optional.empty());
    }

    private String idToken(UnaryOperator<JWTClaimsSet.Builder> change) {
        return idToken(issuer.key(), change);
    }

    private String idToken(ECKey signer, UnaryOperator<JWTClaimsSet.Builder> change) {
        return issuer.token(signer, JOSEObjectType.JWT, claims -> change.apply(claims.claim("nonce", NONCE)));
    }

    private static boolean accepts(TokenCheck check, String idToken) {
        return accepts(check, "opaque", Optional.of(idToken));
    }

    private static boolean accepts(TokenCheck check, String accessToken, Optional<String> idToken) {
        return check.accepts(response(accessToken, idToken, List.of()), NONCE, Optional.empty());
    }

    private static TokenResponse response(Optional<String> idToken, List<String> scopes) {
        return response("opaque", idToken, scopes);
    }

    private static TokenResponse response(String accessToken, Optional<String> idToken, List<String> scopes) {
        return new TokenResponse(
                new Secret(accessToken),
                Optional.empty(),
                idToken.map(Secret::new),
                Duration.ofHours(1),
                Optional.empty(),
                scopes);
    }
}

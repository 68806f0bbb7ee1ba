package org.enterprisemcp.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.testkit.FakeStateStore;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAssertionsTest {

    private static final String ID = "https://client.example/client.json";
    private static final String ISSUER = "https://mcp.example";
    private static final String TOKEN_ENDPOINT = "https://mcp.example/token";
    private static final Set<String> AUDIENCES = Set.of(ISSUER, TOKEN_ENDPOINT);

    private static final RSAKey RSA = rsaKey();
    private static final RSAKey OTHER_RSA = rsaKey();
    private static final ECKey CURVE = curveKey();

    private final MutableClock clock = new MutableClock();
    private final FakeStateStore store = new FakeStateStore(clock);
    private final ClientAssertions assertions = new ClientAssertions(Reach.LOOPBACK, store, clock);

    @Test
    @DisplayName("AS-44: refuses an assertion about somebody else, for somebody else, or for too long")
    void refusesAnAssertionWithOtherClaims() {
        assertRefused("iss and sub", claims -> claims.issuer("https://client.example/other.json"));
        assertRefused("iss and sub", claims -> claims.subject("somebody"));
        assertRefused("iss and sub", claims -> claims.issuer(null));
        assertRefused("iss and sub", claims -> claims.subject(null));
        assertRefused("aud", claims -> claims.audience("https://other.example/token"));
        assertRefused("aud", claims -> claims.audience(TOKEN_ENDPOINT + "/"));
        assertRefused("aud", claims -> claims.audience(List.of(TOKEN_ENDPOINT, "https://other.example")));
        assertRefused("aud", claims -> claims.audience(List.of()));
        assertRefused("exp", claims -> claims.expirationTime(null));
        assertRefused("expired", claims -> claims.expirationTime(in(-6)));
        assertRefused("five minutes", claims -> claims.expirationTime(in(306)));
        assertRefused("not good yet", claims -> claims.notBeforeTime(in(6)));
        assertRefused("not good yet", claims -> claims.issueTime(in(6)));
        assertRefused("jti", claims -> claims.jwtID(null));
        assertRefused("jti", claims -> claims.jwtID(" "));
        assertThat(store.spaces()).isEmpty();
    }

    @Test
    @DisplayName("AS-44: refuses a signature by another key, by another algorithm, or none")
    void refusesAnotherSignature() throws Exception {
        JWTClaimsSet claims = claims().build();
        Client client = client(inline(RSA));
        assertRefused("signature", client, signed(JWSAlgorithm.PS256, "r1", new RSASSASigner(OTHER_RSA), claims));
        assertRefused("signature", client, signed(JWSAlgorithm.ES256, "r1", new ECDSASigner(CURVE), claims));
        assertRefused("signature", client, signed(JWSAlgorithm.PS256, "other", new RSASSASigner(RSA), claims));
        byte[] published = RSA.toRSAPublicKey().getEncoded();
        assertRefused("algorithm", client, signed(JWSAlgorithm.HS256, "r1", new MACSigner(published), claims));
        String good = signed(JWSAlgorithm.PS256, "r1", new RSASSASigner(RSA), claims);
        assertRefused("signature", client, good.substring(0, good.lastIndexOf('.') + 1) + "AAAA");
        String none = base64("{\"alg\":\"none\"}") + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1);
        assertRefused("no signed JWT", client, none);
        assertRefused("no signed JWT", client, "");
        assertRefused("no signed JWT", client, "a.b.c");
        assertRefused("too long", client, good + "A".repeat(8 * 1024));
        assertRefused("no keys", client(Optional.empty()), good);
        String critical = new JWSHeader.Builder(JWSAlgorithm.PS256)
                .keyID("r1")
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build()
                .toString();
        assertRefused("signature", client, base64(critical) + good.substring(good.indexOf('.')));
        assertThat(store.spaces()).isEmpty();
    }

    @Test
    @DisplayName("AS-44: refuses a weak key")
    void refusesAWeakKey() throws Exception {
        RSAKey weak = new RSAKeyGenerator(1_024, true).keyID("w").generate();
        RSASSASigner signer = new RSASSASigner(weak.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()));
        assertRefused("signature", client(inline(weak)), signed(JWSAlgorithm.PS256, "w", signer, claims().build()));
    }

    @Test
    @DisplayName("AS-44: refuses an assertion that was used before, and of fifty at once accepts one")
    void refusesAnAssertionThatWasUsedBefore() throws Exception {
        Client client = client(inline(RSA));
        String assertion = signed(claims().build());
        assertions.check(client, assertion, AUDIENCES);
        assertRefused("used before", client, assertion);
        clock.advance(Duration.ofSeconds(124));
        assertRefused("used before", client, assertion);

        String race = signed(claims().jwtID("race").build());
        AtomicInteger accepted = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                var _ = callers.submit(() -> {
                    assertions.check(client, race, AUDIENCES);
                    return accepted.incrementAndGet();
                });
            }
        }
        assertThat(accepted).hasValue(1);
        assertThat(store.contents("client-assertion").toString()).doesNotContain("race", "client.example");
    }

    @Test
    @DisplayName("AS-44: another client may use the same jti")
    void anotherClientMayUseTheSameJti() throws Exception {
        assertions.check(client(inline(RSA)), signed(claims().build()), AUDIENCES);
        String other = "https://other.example/client.json";
        Client client = new Client(
                other,
                "Other",
                List.of(),
                Set.of(),
                Scope.ALL,
                new Client.Origin.Document("other.example"),
                inline(RSA));
        String assertion = signed(claims().issuer(other).subject(other).build());
        assertThatCode(() -> assertions.check(client, assertion, AUDIENCES)).doesNotThrowAnyException();
    }

    @Test
    void acceptsNothingWhileNobodyCanSayWhatWasUsed() throws Exception {
        store.goDown();
        String assertion = signed(claims().build());
        assertThatThrownBy(() -> assertions.check(client(inline(RSA)), assertion, AUDIENCES))
                .isInstanceOf(StateStore.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    @DisplayName("AS-44: accepts an assertion signed by RSA")
    void acceptsAnAssertionSignedByRsa(String algorithm) throws Exception {
        String assertion = signed(JWSAlgorithm.parse(algorithm), "r1", new RSASSASigner(RSA), claims().build());
        assertThatCode(() -> assertions.check(client(inline(RSA)), assertion, AUDIENCES))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("AS-44: accepts an assertion signed by an elliptic curve, for the issuer, at the edges of its time")
    void acceptsAnAssertionSignedByAnEllipticCurve() throws Exception {
        Client client = client(inline(CURVE));
        JWTClaimsSet[] good = {
            claims().audience(ISSUER).jwtID("1").build(),
            claims().audience(List.of(ISSUER, TOKEN_ENDPOINT)).jwtID("2").build(),
            claims().expirationTime(in(300)).jwtID("3").build(),
            claims().expirationTime(in(-4)).jwtID("4").build(),
            claims().notBeforeTime(in(4)).issueTime(in(4)).jwtID("5").build()
        };
        for (JWTClaimsSet claims : good) {
            String assertion = signed(JWSAlgorithm.ES256, "e1", new ECDSASigner(CURVE), claims);
            assertThatCode(() -> assertions.check(client, assertion, AUDIENCES)).doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName("AS-44: fetches keys from jwks_uri, and again for a new key, but not for every wrong one")
    void fetchesKeysAndAgainForANewKey() throws Exception {
        RSAKey[] published = {OTHER_RSA};
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(
                200, new JWKSet(published[0].toPublicJWK()).toString(), "Cache-Control: max-age=3600"))) {
            Client client = client(Optional.of(new ClientKeys.At(server.baseUrl() + "jwks.json")));
            assertRefused("signature", client, signed(claims().build()));
            assertRefused("signature", client, signed(claims().build()));
            assertThat(server.requests()).hasSize(1);
            published[0] = RSA;
            clock.advance(Duration.ofSeconds(61));
            String assertion = signed(claims().build());
            assertThatCode(() -> assertions.check(client, assertion, AUDIENCES)).doesNotThrowAnyException();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    @DisplayName("AS-44, AT-22: fetches keys under the same guard as documents")
    void fetchesKeysUnderTheSameGuard() throws Exception {
        String assertion = signed(claims().build());
        try (LoopbackServer server =
                new LoopbackServer(_ -> LoopbackServer.json(200, new JWKSet(RSA).toString(false)))) {
            Client client = client(Optional.of(new ClientKeys.At(server.baseUrl() + "jwks.json")));
            assertThatThrownBy(() ->
                            new ClientAssertions(Reach.INTERNET, store, clock).check(client, assertion, AUDIENCES))
                    .isInstanceOf(OAuthRefusal.class)
                    .hasMessageContaining("not https");
            assertThat(server.connections()).isZero();
            assertRefused("public keys", client, assertion);
        }
    }

    private void assertRefused(String reason, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);
        assertRefused(reason, client(inline(RSA)), signed(claims.build()));
    }

    private void assertRefused(String reason, Client client, String assertion) {
        assertThatThrownBy(() -> assertions.check(client, assertion, AUDIENCES))
                .isInstanceOfSatisfying(OAuthRefusal.class, refusal -> {
                    assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_CLIENT);
                    assertThat(refusal.description()).isEqualTo("The client could not be verified.");
                    assertThat(refusal).hasMessageContaining(reason);
                });
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ID)
                .subject(ID)
                .audience(TOKEN_ENDPOINT)
                .jwtID("first")
                .issueTime(in(0))
                .expirationTime(in(120));
    }

    private Date in(long seconds) {
        Instant then = clock.instant().plusSeconds(seconds);
        return Date.from(then);
    }

    private static Client client(Optional<ClientKeys> keys) {
        return new Client(
                ID, "Client", List.of(), Set.of(), Scope.ALL, new Client.Origin.Document("client.example"), keys);
    }

    private static Optional<ClientKeys> inline(JWK key) {
        return Optional.of(new ClientKeys.Inline(new JWKSet(key.toPublicJWK())));
    }

    private static String signed(JWTClaimsSet claims) {
        try {
            return signed(JWSAlgorithm.PS256, "r1", new RSASSASigner(RSA), claims);
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String signed(JWSAlgorithm algorithm, String kid, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(kid)
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RSAKey rsaKey() {
        try {
            return new RSAKeyGenerator(2_048).keyID("r1").generate();
        } catch (JOSEException everyJdkCan) {
            throw new AssertionError(everyJdkCan);
        }
    }

    private static ECKey curveKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("e1").generate();
        } catch (JOSEException everyJdkCan) {
            throw new AssertionError(everyJdkCan);
        }
    }
}

package org.enterprisemcp.oauth.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignedTokenCheckTest {

    private static final String ISSUER = "https://login.books.example";
    private static final String NONCE = "a-nonce";

    private final MutableClock clock = new MutableClock();
    private final ECKey key = key("one");
    private volatile LoopbackServer.Reply reply = keys(key);
    private final LoopbackServer issuer = new LoopbackServer(request -> reply);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    @DisplayName("CL-07: refuses an id token that is another's, of another login, too old, forged or missing")
    void refusesAnIdTokenThatIsNotAsItMustBe() throws Exception {
        TokenCheck check = check(SignedTokenCheck.Subject.ID_TOKEN, Set.of());
        assertThat(accepts(check, signed(key, claims -> claims.issuer("https://evil.example"))))
                .isFalse();
        assertThat(accepts(check, signed(key, claims -> claims.audience("another"))))
                .isFalse();
        assertThat(accepts(check, signed(key, claims -> claims.audience(List.of("us", "another")))))
                .isFalse();
        assertThat(accepts(check, signed(key, claims -> claims.claim("nonce", "another"))))
                .isFalse();
        assertThat(accepts(check, signed(key, claims -> claims.claim("nonce", null))))
                .isFalse();
        assertThat(accepts(check, signed(key, claims -> claims.expirationTime(null))))
                .isFalse();
        assertThat(accepts(check, signed(key, claims -> claims.expirationTime(in(Duration.ofSeconds(-61))))))
                .isFalse();
        assertThat(accepts(check, signed(key("one"), UnaryOperator.identity()))).isFalse();
        assertThat(accepts(check, symmetric())).isFalse();
        assertThat(accepts(check, "no token at all")).isFalse();
        assertThat(check.accepts(response(Optional.empty(), List.of()), NONCE, Optional.empty()))
                .isFalse();
    }

    @Test
    void refusesALoginThatBroughtTooLittle() throws Exception {
        TokenCheck check = check(SignedTokenCheck.Subject.ID_TOKEN, Set.of("records"));
        String token = signed(key, UnaryOperator.identity());
        assertThat(check.accepts(response(Optional.of(token), List.of("openid")), NONCE, Optional.empty()))
                .isFalse();
        assertThat(check.accepts(response(Optional.of(token), List.of("records")), NONCE, Optional.empty()))
                .isTrue();
    }

    @Test
    @DisplayName("CL-07: accepts the id token of this login")
    void acceptsTheIdTokenOfThisLogin() throws Exception {
        TokenCheck check = check(SignedTokenCheck.Subject.ID_TOKEN, Set.of());
        assertThat(accepts(check, signed(key, UnaryOperator.identity()))).isTrue();
        String forBoth =
                signed(key, claims -> claims.audience(List.of("us", "another")).claim("azp", "us"));
        assertThat(accepts(check, forBoth)).isTrue();
    }

    @Test
    @DisplayName(
            "CL-16: fetches keys once, once more for an unknown one but not all the time, and goes on through an outage")
    void fetchesKeysAsSeldomAsCanBe() throws Exception {
        TokenCheck check = check(SignedTokenCheck.Subject.ID_TOKEN, Set.of());
        String known = signed(key, UnaryOperator.identity());
        ECKey next = key("two");
        String unknown = signed(next, UnaryOperator.identity());
        assertThat(accepts(check, known)).isTrue();
        assertThat(accepts(check, known)).isTrue();
        assertThat(accepts(check, unknown)).isFalse();
        assertThat(issuer.requests()).hasSize(1);

        reply = LoopbackServer.json(503, "{}");
        clock.advance(Duration.ofSeconds(31));
        assertThat(accepts(check, unknown)).isFalse();
        assertThat(accepts(check, known)).isTrue();
        assertThat(issuer.requests()).hasSize(2);

        reply = keys(key, next);
        clock.advance(Duration.ofSeconds(31));
        assertThat(accepts(check, unknown)).isTrue();
        assertThat(issuer.requests()).hasSize(3);
    }

    private TokenCheck check(SignedTokenCheck.Subject subject, Set<String> scopes) {
        return new SignedTokenCheck(subject, ISSUER, issuer.baseUrl() + "keys", "us", scopes, clock);
    }

    private static boolean accepts(TokenCheck check, String idToken) {
        return check.accepts(response(Optional.of(idToken), List.of()), NONCE, Optional.empty());
    }

    private static TokenResponse response(Optional<String> idToken, List<String> scopes) {
        return new TokenResponse(
                new Secret("opaque"),
                Optional.empty(),
                idToken.map(Secret::new),
                Duration.ofHours(1),
                Optional.empty(),
                scopes);
    }

    private String signed(ECKey signer, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(signer.getKeyID())
                        .build(),
                change.apply(claims()).build());
        token.sign(new ECDSASigner(signer));
        return token.serialize();
    }

    /** The public key as a secret: everybody could have made it. */
    private String symmetric() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims().build());
        token.sign(new MACSigner(key.toECPublicKey().getEncoded()));
        return token.serialize();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("us")
                .subject("ann")
                .claim("nonce", NONCE)
                .issueTime(in(Duration.ZERO))
                .expirationTime(in(Duration.ofMinutes(5)));
    }

    private Date in(Duration time) {
        return Date.from(clock.instant().plus(time));
    }

    private static LoopbackServer.Reply keys(ECKey... keys) {
        return LoopbackServer.json(200, new JWKSet(List.of(keys)).toString());
    }

    private static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }
}

package org.enterprisemcp.sandbox.netsuite.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.enterprisemcp.sandbox.netsuite.oauth.OAuthVisitor.PRODUCTION;
import static org.enterprisemcp.sandbox.netsuite.oauth.OAuthVisitor.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.enterprisemcp.sandbox.wire.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One visitor for all tests: its keys take long to make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachineTest {

    private static final String TOKEN_URL = "http://127.0.0.1:9/1234567/services/rest/auth/oauth2/v1/token";

    private final OAuthVisitor visitor = new OAuthVisitor();
    private final Instant now = visitor.clock.instant();

    private static Stream<Arguments> wrongClaims() {
        Instant now = new OAuthVisitor().clock.instant();
        return Stream.of(
                wrong("another issuer", claims -> claims.issuer("nobody")),
                wrong("no issuer", claims -> claims.issuer("")),
                wrong("another audience", claims -> claims.audience("https://elsewhere.example/token")),
                wrong(
                        "the token URL of another account",
                        claims -> claims.audience(TOKEN_URL.replace("1234567", "1234567_SB1"))),
                wrong("run out", claims -> claims.expirationTime(Date.from(now))),
                wrong("no end", claims -> claims.expirationTime(null)),
                wrong("an hour long", claims -> claims.expirationTime(Date.from(now.plus(Duration.ofMinutes(60))))),
                wrong("issued tomorrow", claims -> claims.issueTime(Date.from(now.plusSeconds(30)))));
    }

    private static Arguments wrong(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void refusesAnAssertionWithWrongClaims(String name, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        MachineKey key = visitor.face.machineKey("ES256");
        Reply reply =
                ask(signed(key, key.certificateId(), change.apply(claims()).build()));
        assertThat(reply.status()).as(name).isEqualTo(401);
        assertThat(OAuthVisitor.text(reply)).isEqualTo("{\"error\":\"invalid_client\"}");
        assertThat(reply.header("WWW-Authenticate")).contains("Basic realm=\"1234567\"");
    }

    @Test
    void refusesAnAssertionOfAnUnknownCertificateOrWithABrokenSignature() throws JOSEException {
        MachineKey key = visitor.face.machineKey("ES256");
        JWTClaimsSet claims = claims().build();
        assertThat(ask(signed(key, "unknown", claims)).status()).isEqualTo(401);
        MachineKey other = visitor.face.machineKey("PS256");
        assertThat(ask(signed(key, other.certificateId(), claims)).status()).isEqualTo(401);
        assertThat(ask(signed(new OAuthVisitor().face.machineKey("ES256"), key.certificateId(), claims))
                        .status())
                .isEqualTo(401);
        assertThat(ask("no.jwt.atall").status()).isEqualTo(401);
    }

    @Test
    void refusesTheDeprecatedPaddingOfRsa() throws JOSEException {
        MachineKey key = visitor.face.machineKey("PS256");
        MachineKey old = new MachineKey(key.certificateId(), "RS256", key.privateKeyPem());
        assertThat(ask(signed(old, key.certificateId(), claims().build())).status())
                .isEqualTo(401);
    }

    @Test
    void refusesAScopeThatIsNotNetSuites() throws JOSEException {
        MachineKey key = visitor.face.machineKey("ES256");
        Reply reply = ask(
                signed(key, key.certificateId(), claims().claim("scope", "all").build()));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(OAuthVisitor.json(reply).path("error").asText()).isEqualTo("invalid_scope");
    }

    @Test
    void refusesTwoWaysToSignInAndAnotherKindOfAssertion() throws JOSEException {
        Map<String, String> form = form(signed());
        form.put("client_secret", "too");
        assertThat(OAuthVisitor.text(visitor.token(PRODUCTION, Map.of(), form))).contains("invalid_request");
        assertThat(OAuthVisitor.text(visitor.token(PRODUCTION, visitor.basic(), form(signed()))))
                .contains("invalid_request");
        Map<String, String> saml = form(signed());
        saml.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
        assertThat(OAuthVisitor.text(visitor.token(PRODUCTION, Map.of(), saml))).contains("invalid_request");
    }

    @Test
    void makesKeysForNetSuitesAlgorithmsOnly() {
        assertThatThrownBy(() -> visitor.face.machineKey("RS256"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RS256");
        assertThat(visitor.face.machineKey("ES256").toString()).doesNotContain("PRIVATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
    void givesAnAccessTokenAndNoRefreshTokenForAnAssertion(String algorithm) throws JOSEException {
        MachineKey key = visitor.face.machineKey(algorithm);
        Reply reply = ask(signed(key, key.certificateId(), claims().build()));
        assertThat(reply.status()).as(OAuthVisitor.text(reply)).isEqualTo(200);
        JsonNode tokens = OAuthVisitor.json(reply);
        assertThat(tokens.has("refresh_token")).isFalse();
        assertThat(visitor.admits(PRODUCTION, tokens.path("access_token").asText()))
                .isTrue();
    }

    @Test
    void takesNetSuitesOwnTokenUrlAsTheAudienceAndScopesAsAList() throws JOSEException {
        MachineKey key = visitor.face.machineKey("ES256");
        JWTClaimsSet claims = claims().audience(
                        "https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token")
                .claim("scope", List.of("restlets", "rest_webservices"))
                .build();
        assertThat(ask(signed(key, key.certificateId(), claims)).status()).isEqualTo(200);
    }

    @Test
    void givesAnAccessTokenForASecret() {
        Map<String, String> machine =
                OAuthVisitor.basic(visitor.face.machineClientId(), visitor.face.machineClientSecret());
        Map<String, String> form = fields("grant_type", "client_credentials", "scope", "rest_webservices");
        assertThat(visitor.token(PRODUCTION, machine, form).status()).isEqualTo(200);
        form.remove("scope");
        assertThat(OAuthVisitor.text(visitor.token(PRODUCTION, machine, form))).contains("invalid_scope");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(visitor.face.machineClientId())
                .audience(TOKEN_URL)
                .claim("scope", "restlets rest_webservices")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    }

    private String signed() throws JOSEException {
        MachineKey key = visitor.face.machineKey("ES256");
        return signed(key, key.certificateId(), claims().build());
    }

    private Reply ask(String assertion) {
        return visitor.token(PRODUCTION, Map.of(), form(assertion));
    }

    private static Map<String, String> form(String assertion) {
        return fields(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", assertion);
    }

    private static String signed(MachineKey key, String certificateId, JWTClaimsSet claims) throws JOSEException {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.parse(key.algorithm()))
                        .type(JOSEObjectType.JWT)
                        .keyID(certificateId)
                        .build(),
                claims);
        assertion.sign(signer(key));
        return assertion.serialize();
    }

    private static JWSSigner signer(MachineKey key) throws JOSEException {
        PrivateKey secret = privateKey(key);
        return secret instanceof ECPrivateKey curve ? new ECDSASigner(curve) : new RSASSASigner(secret);
    }

    private static PrivateKey privateKey(MachineKey key) {
        String base64 = key.privateKeyPem()
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .reduce("", String::concat);
        try {
            return KeyFactory.getInstance(key.algorithm().startsWith("ES") ? "EC" : "RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}

package org.enterprisemcp.sandbox.netsuite.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.sandbox.netsuite.oauth.OAuthVisitor.PRODUCTION;
import static org.enterprisemcp.sandbox.netsuite.oauth.OAuthVisitor.SANDBOX;
import static org.enterprisemcp.sandbox.netsuite.oauth.OAuthVisitor.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.sandbox.wire.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One visitor for all tests: its keys take long to make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTest {

    private final OAuthVisitor visitor = new OAuthVisitor();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grant_type    | ''                                        | invalid_request",
                "grant_type    | password                                  | unsupported_grant_type",
                "code          | ''                                        | invalid_request",
                "code          | guessed                                   | invalid_grant",
                "redirect_uri  | ''                                        | invalid_request",
                "redirect_uri  | http://127.0.0.1:8766/auth/callback       | invalid_grant",
                "code_verifier | ''                                        | invalid_grant",
                "code_verifier | short                                     | invalid_grant",
                "code_verifier | another-verifier-of-forty-three-characters-0 | invalid_grant",
                "client_secret | in-the-body-too                           | invalid_request",
                "client_id     | another                                   | invalid_request"
            })
    void refusesACodeThatComesWithSomethingWrong(String field, String value, String error) {
        Map<String, String> form = visitor.codeForm(visitor.allow(visitor.wanted(visitor.face.clientId())));
        form.put(field, value);
        refused(visitor.token(PRODUCTION, visitor.basic(), form), 400, error);
    }

    @Test
    void refusesACodeThatIsUsedOrTooOldOrOfAnotherClientOrAccount() {
        Map<String, String> used = newCode();
        assertThat(visitor.token(PRODUCTION, visitor.basic(), used).status()).isEqualTo(200);
        refused(visitor.token(PRODUCTION, visitor.basic(), used), 400, "invalid_grant");

        refused(visitor.token(SANDBOX, visitor.basic(), newCode()), 400, "invalid_grant");

        Map<String, String> others = newCode();
        others.put("client_id", visitor.face.publicClientId());
        refused(visitor.token(PRODUCTION, Map.of(), others), 400, "invalid_grant");

        Map<String, String> old = newCode();
        visitor.clock.advance(Duration.ofMinutes(10));
        refused(visitor.token(PRODUCTION, visitor.basic(), old), 400, "invalid_grant");
    }

    @Test
    void refusesAVerifierForACodeWithoutAChallenge() {
        Map<String, String> wanted = visitor.wanted(visitor.face.clientId());
        wanted.remove("code_challenge");
        wanted.remove("code_challenge_method");
        Map<String, String> form = visitor.codeForm(visitor.allow(wanted));
        refused(visitor.token(PRODUCTION, visitor.basic(), form), 400, "invalid_grant");
        Map<String, String> again = visitor.codeForm(visitor.allow(wanted));
        again.remove("code_verifier");
        assertThat(visitor.token(PRODUCTION, visitor.basic(), again).status()).isEqualTo(200);
    }

    @Test
    void refusesAClientThatDoesNotProveWhoItIs() {
        List<Map<String, String>> headers = List.of(
                Map.of(),
                Map.of("Authorization", "Bearer x"),
                Map.of("Authorization", "Basic ???"),
                Map.of("Authorization", "Basic bm9jb2xvbg=="),
                OAuthVisitor.basic(visitor.face.clientId(), "guess"),
                OAuthVisitor.basic(visitor.face.clientId(), ""),
                OAuthVisitor.basic("nobody", ""));
        for (Map<String, String> header : headers) {
            Reply reply = visitor.token(SANDBOX, header, newCode());
            refused(reply, 401, "invalid_client");
            assertThat(reply.header("WWW-Authenticate")).contains("Basic realm=\"1234567_SB1\"");
        }
        Map<String, String> inTheBody = newCode();
        inTheBody.put("client_id", visitor.face.clientId());
        inTheBody.put("client_secret", visitor.face.clientSecret());
        refused(visitor.token(PRODUCTION, Map.of(), inTheBody), 401, "invalid_client");
    }

    @Test
    void takesNothingButAFormByPost() {
        Map<String, String> json = new HashMap<>(visitor.basic());
        json.put("Content-Type", "application/json");
        refused(visitor.token(PRODUCTION, json, newCode()), 400, "invalid_request");
        Reply got = visitor.face.token(OAuthVisitor.get("grant_type=refresh_token"), PRODUCTION);
        refused(got, 405, "invalid_request");
        assertThat(got.header("Allow")).contains("POST");
    }

    @Test
    void refusesUsersGrantsToTheMachineClientAndTheOtherWayRound() {
        Map<String, String> machine =
                OAuthVisitor.basic(visitor.face.machineClientId(), visitor.face.machineClientSecret());
        refused(visitor.token(PRODUCTION, machine, newCode()), 400, "unauthorized_client");
        refused(visitor.token(PRODUCTION, machine, refresh("whatever")), 400, "unauthorized_client");
        refused(
                visitor.token(
                        PRODUCTION,
                        visitor.basic(),
                        fields("grant_type", "client_credentials", "scope", "rest_webservices")),
                400,
                "unauthorized_client");
    }

    @Test
    void refusesAnAccessTokenThatIsOldOrForeignOrNoneAtAll() {
        JsonNode tokens = visitor.login();
        String access = tokens.path("access_token").asText();
        assertThat(visitor.admits(PRODUCTION, access)).isTrue();
        assertThat(visitor.admits(SANDBOX, access)).isFalse();
        assertThat(visitor.admits(PRODUCTION, tokens.path("refresh_token").asText()))
                .isFalse();
        assertThat(visitor.admits(PRODUCTION, access.substring(0, access.length() - 8)))
                .isFalse();
        assertThat(visitor.admits(PRODUCTION, "none")).isFalse();
        assertThat(new OAuthVisitor().admits(PRODUCTION, access)).isFalse();
        visitor.clock.advance(Duration.ofMinutes(60));
        assertThat(visitor.admits(PRODUCTION, access)).isFalse();
    }

    @Test
    void letsNoTokenForMcpIntoRest() {
        Map<String, String> wanted = visitor.wanted(visitor.face.clientId());
        wanted.put("scope", "mcp");
        Reply reply = visitor.token(PRODUCTION, visitor.basic(), visitor.codeForm(visitor.allow(wanted)));
        String access = OAuthVisitor.json(reply).path("access_token").asText();
        assertThat(access).isNotEmpty();
        assertThat(visitor.admits(PRODUCTION, access)).isFalse();
    }

    @Test
    void givesTokensInTheShapeOfNetSuite() throws ParseException, JOSEException {
        Reply reply = visitor.token(PRODUCTION, visitor.basic(), newCode());
        assertThat(reply.header("Cache-Control")).contains("no-store");
        JsonNode tokens = OAuthVisitor.json(reply);
        assertThat(tokens.path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(tokens.path("token_type").asText()).isEqualTo("bearer");
        SignedJWT token = SignedJWT.parse(tokens.path("access_token").asText());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("PS256");
        assertThat(claims.getSubject()).isEqualTo("1012;361");
        assertThat(claims.getIssuer()).isEqualTo("https://system.netsuite.com");
        assertThat(claims.getAudience()).hasSize(2).contains(visitor.face.clientId());
        assertThat(claims.getAudience().getFirst()).endsWith(";1234567");
        assertThat(claims.getStringListClaim("scope")).containsExactly("rest_webservices");
        JWKSet keys = JWKSet.parse(OAuthVisitor.text(visitor.face.keys(PRODUCTION)));
        assertThat(keys.containsNonPublicKeys()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(JWKSet.parse(OAuthVisitor.text(visitor.face.keys(SANDBOX)))).isNotEqualTo(keys);
    }

    @Test
    void keepsTheRefreshTokenOfAConfidentialClientForSevenDays() {
        String token = visitor.login().path("refresh_token").asText();
        visitor.clock.advance(Duration.ofDays(7).minusSeconds(1));
        for (int i = 0; i < 2; i++) {
            JsonNode renewed = OAuthVisitor.json(visitor.token(PRODUCTION, visitor.basic(), refresh(token)));
            assertThat(renewed.has("refresh_token")).isFalse();
            assertThat(visitor.admits(PRODUCTION, renewed.path("access_token").asText()))
                    .isTrue();
        }
        visitor.clock.advance(Duration.ofSeconds(1));
        refused(visitor.token(PRODUCTION, visitor.basic(), refresh(token)), 400, "invalid_grant");
    }

    @Test
    void changesTheRefreshTokenOfAPublicClientEachTimeAndKeepsItForTwoDays() {
        String first = visitor.publicLogin().path("refresh_token").asText();
        Reply renewed = visitor.token(PRODUCTION, Map.of(), publicRefresh(first));
        String second = OAuthVisitor.json(renewed).path("refresh_token").asText();
        assertThat(second).isNotEmpty().isNotEqualTo(first);
        refused(visitor.token(PRODUCTION, Map.of(), publicRefresh(first)), 400, "invalid_grant");
        visitor.clock.advance(Duration.ofDays(2));
        refused(visitor.token(PRODUCTION, Map.of(), publicRefresh(second)), 400, "invalid_grant");
    }

    @Test
    void takesAPublicClientByBasicWithAnEmptySecretToo() {
        String token = visitor.publicLogin().path("refresh_token").asText();
        Map<String, String> basic = OAuthVisitor.basic(visitor.face.publicClientId(), "");
        assertThat(visitor.token(PRODUCTION, basic, refresh(token)).status()).isEqualTo(200);
    }

    @Test
    void refusesTheRefreshTokenOfAnotherClientOrAccount() {
        String token = visitor.login().path("refresh_token").asText();
        refused(visitor.token(PRODUCTION, Map.of(), publicRefresh(token)), 400, "invalid_grant");
        refused(visitor.token(SANDBOX, visitor.basic(), refresh(token)), 400, "invalid_grant");
        refused(visitor.token(PRODUCTION, visitor.basic(), refresh("")), 400, "invalid_request");
    }

    @Test
    void endsARefreshTokenAndItsAccessTokensByRevocation() {
        JsonNode tokens = visitor.login();
        JsonNode others = visitor.login();
        String token = tokens.path("refresh_token").asText();
        refused(revoke(Map.of(), token), 401, "invalid_client");
        refused(revoke(visitor.basic(), ""), 400, "invalid_request");
        assertThat(revoke(visitor.basic(), "unknown").status()).isEqualTo(200);
        assertThat(revoke(visitor.basic(), token).status()).isEqualTo(200);
        refused(visitor.token(PRODUCTION, visitor.basic(), refresh(token)), 400, "invalid_grant");
        assertThat(visitor.admits(PRODUCTION, tokens.path("access_token").asText()))
                .isFalse();
        assertThat(visitor.admits(PRODUCTION, others.path("access_token").asText()))
                .isTrue();
    }

    @Test
    void issuesABearerWithoutALogin() {
        assertThat(visitor.admits(SANDBOX, visitor.face.issueToken(SANDBOX))).isTrue();
    }

    private Map<String, String> newCode() {
        return visitor.codeForm(visitor.allow(visitor.wanted(visitor.face.clientId())));
    }

    private static Map<String, String> refresh(String token) {
        return fields("grant_type", "refresh_token", "refresh_token", token);
    }

    private Map<String, String> publicRefresh(String token) {
        Map<String, String> form = refresh(token);
        form.put("client_id", visitor.face.publicClientId());
        return form;
    }

    private Reply revoke(Map<String, String> headers, String token) {
        return visitor.face.revoke(OAuthVisitor.form(fields("token", token), headers), PRODUCTION);
    }

    private static void refused(Reply reply, int status, String error) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(OAuthVisitor.text(reply)).isEqualTo("{\"error\":\"" + error + "\"}");
    }
}

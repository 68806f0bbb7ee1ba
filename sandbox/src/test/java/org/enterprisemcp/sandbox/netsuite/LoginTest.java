package org.enterprisemcp.sandbox.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox.PRODUCTION;
import static org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox.SANDBOX;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox.Options;
import org.enterprisemcp.sandbox.netsuite.oauth.MachineKey;
import org.enterprisemcp.sandbox.wire.Fault;
import org.enterprisemcp.sandbox.wire.Fault.Kind;
import org.enterprisemcp.sandbox.wire.QueryString;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From the login page to a REST call, over sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {

    private static final String CALLBACK = "https://app.example/back";
    private static final String STATE = "0123456789012345678901";

    private final NetSuiteSandbox sandbox =
            NetSuiteSandbox.start(Options.usual().redirectingTo(CALLBACK));
    private final RawHttp http = new RawHttp(URI.create(sandbox.url()).getPort());

    @BeforeEach
    void heal() {
        sandbox.control().heal();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void showsAPageAndRedirectsNobodyToAStranger() {
        Map<String, String> wanted = wanted();
        wanted.put("redirect_uri", "https://stranger.example/back");
        HttpReply page = new Browser(sandbox.authorizeUrl(PRODUCTION) + "?" + Browser.form(wanted)).page();
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.header("Location")).isEmpty();
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.text()).contains("<title>").doesNotContain("stranger.example");
    }

    @Test
    void tellsTheClientWhenTheUserSaysNo() {
        Map<String, String> answer = parameters(login(sandbox.authorizeUrl(PRODUCTION), Map.of("decision", "deny")));
        assertThat(answer).containsEntry("error", "access_denied").containsEntry("state", STATE);
        assertThat(answer)
                .containsEntry("company", PRODUCTION)
                .containsKeys("role", "entity")
                .doesNotContainKey("code");
    }

    @Test
    void refusesTheCodeAtTheOtherAccount() {
        Map<String, String> answer = parameters(login(sandbox.authorizeUrl(PRODUCTION), Map.of()));
        HttpReply reply = token(SANDBOX, basic(), code(answer));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void logsInCallsRefreshesAndRevokes() {
        Map<String, String> answer = parameters(login(sandbox.authorizeUrl(PRODUCTION), Map.of()));
        assertThat(answer).containsEntry("state", STATE).containsEntry("company", PRODUCTION);
        HttpReply exchanged = token(PRODUCTION, basic(), code(answer));
        assertThat(exchanged.status()).as(exchanged.text()).isEqualTo(200);
        JsonNode tokens = exchanged.json();
        String access = tokens.path("access_token").asText();
        assertThat(call(PRODUCTION, access)).isEqualTo(200);
        assertThat(call(SANDBOX, access)).isEqualTo(401);

        sandbox.control().advance(Duration.ofMinutes(61));
        assertThat(call(PRODUCTION, access)).isEqualTo(401);
        Map<String, String> refresh = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.path("refresh_token").asText());
        sandbox.control()
                .inject(Fault.of(Kind.REVOKED_REFRESH_TOKEN, "POST", "/services/rest/auth/oauth2/v1/token", 1));
        assertThat(token(PRODUCTION, basic(), refresh).json().path("error").asText())
                .isEqualTo("invalid_grant");
        String next =
                token(PRODUCTION, basic(), refresh).json().path("access_token").asText();
        assertThat(call(PRODUCTION, next)).isEqualTo(200);

        Map<String, String> revocation =
                Map.of("token", tokens.path("refresh_token").asText());
        assertThat(post(sandbox.revokeUrl(PRODUCTION), basic(), revocation).status())
                .isEqualTo(200);
        assertThat(call(PRODUCTION, next)).isEqualTo(401);
        assertThat(token(PRODUCTION, basic(), refresh).status()).isEqualTo(400);
    }

    @Test
    void letsTheUserPickTheAccountWhereNoneIsNamed() {
        Browser browser = new Browser(sandbox.authorizeUrl() + "?" + Browser.form(wanted())).submit();
        String role = browser.page().text().replaceFirst("(?s).*value=\"([^\"]*" + SANDBOX + "[^\"]*)\".*", "$1");
        HttpReply back = browser.submit(Map.of("role", role)).submit().page();
        Map<String, String> answer = parameters(back);
        assertThat(answer).containsEntry("company", SANDBOX);
        String access = token(SANDBOX, basic(), code(answer))
                .json()
                .path("access_token")
                .asText();
        assertThat(call(SANDBOX, access)).isEqualTo(200);
    }

    @Test
    void letsTheUserPickARoleThatMayDoLess() {
        Browser browser = new Browser(sandbox.authorizeUrl(PRODUCTION) + "?" + Browser.form(wanted())).submit();
        assertThat(browser.page().text()).contains("Sales Clerk", "Assistant Integration");
        Map<String, String> answer = parameters(
                browser.submit(Map.of("role", PRODUCTION + ":1013")).submit().page());
        assertThat(answer).containsEntry("role", "1013");
        String access = token(PRODUCTION, basic(), code(answer))
                .json()
                .path("access_token")
                .asText();
        assertThat(call(PRODUCTION, access, "record/v1/customer")).isEqualTo(200);
        assertThat(call(PRODUCTION, access, "record/v1/employee")).isEqualTo(403);
        assertThat(call(PRODUCTION, access, "system/v1/governanceLimits")).isEqualTo(403);
    }

    @Test
    void letsAMachineInByItsCertificate() throws Exception {
        MachineKey key = sandbox.machineKey("PS256");
        Map<String, String> fields = Map.of(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", assertion(key, sandbox.tokenUrl(PRODUCTION)));
        HttpReply reply = token(PRODUCTION, Map.of(), fields);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(call(PRODUCTION, reply.json().path("access_token").asText())).isEqualTo(200);
        assertThat(token(SANDBOX, Map.of(), fields).status()).isEqualTo(401);
    }

    private String assertion(MachineKey key, String audience) throws Exception {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.PS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.certificateId())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(sandbox.machineClientId())
                        .audience(audience)
                        .claim("scope", List.of("rest_webservices"))
                        .issueTime(Date.from(sandbox.control().now()))
                        .expirationTime(Date.from(sandbox.control().now().plusSeconds(300)))
                        .build());
        String encoded = key.privateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
        PrivateKey secret = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        assertion.sign(new RSASSASigner(secret));
        return assertion.serialize();
    }

    @Test
    void publishesTheKeysThatItsTokensAreSignedWith() throws Exception {
        for (String account : sandbox.accounts()) {
            HttpReply keys =
                    http.send("GET", URI.create(sandbox.keysUrl(account)).getPath(), Map.of(), new byte[0]);
            JWK key = JWK.parse(keys.json().path("keys").path(0).toString());
            SignedJWT token = SignedJWT.parse(sandbox.issueToken(account));
            assertThat(token.getHeader().getKeyID()).isEqualTo(key.getKeyID());
            assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
            assertThat(key.isPrivate()).isFalse();
        }
    }

    private Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("response_type", "code");
        wanted.put("client_id", sandbox.clientId());
        wanted.put("redirect_uri", CALLBACK);
        wanted.put("scope", "rest_webservices");
        wanted.put("state", STATE);
        return wanted;
    }

    /** The redirect back after login, role and consent. */
    private HttpReply login(String authorizeUrl, Map<String, String> decision) {
        HttpReply back = new Browser(authorizeUrl + "?" + Browser.form(wanted()))
                .submit()
                .submit()
                .submit(decision)
                .page();
        assertThat(back.status()).as(back.text()).isEqualTo(302);
        return back;
    }

    private static Map<String, String> parameters(HttpReply redirect) {
        String location = redirect.header("Location").orElseThrow();
        assertThat(location).startsWith(CALLBACK + "?");
        Map<String, String> parameters = new LinkedHashMap<>();
        QueryString.decode(URI.create(location).getRawQuery())
                .forEach((name, values) -> parameters.put(name, values.getFirst()));
        return parameters;
    }

    private static Map<String, String> code(Map<String, String> answer) {
        return Map.of(
                "grant_type", "authorization_code", "code", answer.getOrDefault("code", ""), "redirect_uri", CALLBACK);
    }

    private Map<String, String> basic() {
        String credentials = sandbox.clientId() + ":" + sandbox.clientSecret();
        return Map.of(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpReply token(String account, Map<String, String> headers, Map<String, String> fields) {
        return post(sandbox.tokenUrl(account), headers, fields);
    }

    private HttpReply post(String url, Map<String, String> headers, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return http.send(
                "POST", URI.create(url).getPath(), all, Browser.form(fields).getBytes(StandardCharsets.UTF_8));
    }

    private int call(String account, String token) {
        return call(account, token, "record/v1/currency");
    }

    private int call(String account, String token, String target) {
        String path = URI.create(sandbox.restUrl(account)).getPath() + target;
        return http.send("GET", path, Map.of("Authorization", "Bearer " + token), new byte[0])
                .status();
    }
}

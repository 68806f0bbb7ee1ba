package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server where callers bring a token of the company's own issuer. */
class OidcModeTest {

    private final ECKey key = newKey();
    private volatile boolean down;
    private final LoopbackServer issuer = new LoopbackServer(this::issuerAnswers);
    private final LoopbackServer api =
            new LoopbackServer(request -> LoopbackServer.json(200, "{\"id\":\"1\",\"name\":\"Acme\"}"));

    @AfterEach
    void stop() {
        issuer.close();
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OIDC_ISSUER | | OIDC_ISSUER: is needed",
                "OIDC_ISSUER | http://login.example | OIDC_ISSUER: must use https",
                "OIDC_DEFAULT_SCOPES | mcp:all | OIDC_DEFAULT_SCOPES: there is no scope mcp:all",
                "UPSTREAM_CREDENTIAL | grant | UPSTREAM_CREDENTIAL: grant means the tokens of users who signed in through",
                "OIDC_ON_BEHALF_OF | adfs | OIDC_ON_BEHALF_OF: must be one of entra, rfc8693",
                "OIDC_ON_BEHALF_OF | | OIDC_ON_BEHALF_OF: is needed with UPSTREAM_CREDENTIAL=on-behalf-of",
                "UPSTREAM_OAUTH_CLIENT_ID | | UPSTREAM_OAUTH_CLIENT_ID: is needed: UPSTREAM_CREDENTIAL=on-behalf-of",
                "UPSTREAM_OAUTH_SCOPES | | UPSTREAM_OAUTH_SCOPES: is needed: Entra ID gives tokens for the API"
            })
    void refusesToStartAndNamesTheSettingAndTheFix(String setting, String value, String problem) {
        Map<String, String> settings = exchanging("entra");
        settings.put(setting, value == null ? "" : value);
        assertThatThrownBy(() -> Application.start(Environment.of(settings)).close())
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        invalid -> assertThat(invalid.problems())
                                .anySatisfy(found -> assertThat(found).startsWith(problem)));
    }

    @Test
    void tellsWhoBringsNoGoodTokenWhereToGetOne() {
        try (Application application = Application.start(Environment.of(shared()))) {
            RawHttp http = new RawHttp(application.port());
            HttpReply none = http.send("POST", "/mcp", Map.of(), new byte[0]);
            assertThat(none.status()).isEqualTo(401);
            String resource = "http://127.0.0.1:8000/.well-known/oauth-protected-resource/mcp";
            assertThat(none.header("WWW-Authenticate"))
                    .contains("Bearer resource_metadata=\"" + resource + "\", scope=\"api://books/call\"");
            assertThat(call(application, token("another-application", "mcp:read"))
                            .status())
                    .isEqualTo(401);
            HttpReply document = http.send("GET", "/.well-known/oauth-protected-resource/mcp", Map.of(), new byte[0]);
            assertThat(document.json().at("/authorization_servers/0").asText()).isEqualTo(issuerName());
            assertThat(document.json().at("/scopes_supported/0").asText()).isEqualTo("api://books/call");
            assertThat(http.send("GET", "/.well-known/oauth-authorization-server", Map.of(), new byte[0])
                            .status())
                    .as("this server is no authorization server then")
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /sse", "POST, /messages?sessionId=x", "POST, /mcp", "GET, /mcp"})
    void letsNobodyInWithoutATokenThroughAnyDoor(String method, String path) {
        Map<String, String> settings = shared();
        settings.put("MCP_SSE_ENABLED", "true");
        try (Application application = Application.start(Environment.of(settings))) {
            HttpReply reply = new RawHttp(application.port()).send(method, path, Map.of(), new byte[0]);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate").orElse("")).startsWith("Bearer resource_metadata=");
        }
    }

    @Test
    void isNoMistakeOfTheCallersWhileTheIssuersKeysCannotBeHad() {
        down = true;
        try (Application application = Application.start(Environment.of(shared()))) {
            HttpReply reply = call(application, token("us", "mcp:read"));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isPresent();
        }
    }

    @Test
    void letsATokenDoNoMoreThanItsScopes() {
        try (Application application = Application.start(Environment.of(shared()))) {
            HttpReply refused = new McpProbe(application.port())
                    .with("Authorization", "Bearer " + token("us", "profile"))
                    .open("2025-11-25")
                    .post(
                            "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\",\"params\":{\"name\":\"delete_record\","
                                    + "\"arguments\":{\"record_type\":\"customers\",\"record_id\":\"1\"}}}");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("WWW-Authenticate").orElse("")).contains("insufficient_scope", "mcp:delete");
            assertThat(api.requests()).isEmpty();
        }
    }

    @Test
    void sendsOneCredentialForAllUpstreamAndNeverTheCallersToken() {
        try (Application application = Application.start(Environment.of(shared()))) {
            String token = token("us", "mcp:read");
            assertThat(read(application, token).at("/structuredContent/ok").asBoolean())
                    .isTrue();
            assertThat(api.requests().getLast().headers())
                    .containsEntry("authorization", "Bearer the-servers-own")
                    .doesNotContainValue(token);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "entra, urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer",
        "rfc8693, urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
    })
    void exchangesTheCallersTokenForOneOfTheUpstream(String form, String grant) {
        try (Application application = Application.start(Environment.of(exchanging(form)))) {
            String token = token("us", "mcp:read");
            assertThat(read(application, token).at("/structuredContent/ok").asBoolean())
                    .isTrue();
            assertThat(read(application, token).at("/structuredContent/ok").asBoolean())
                    .isTrue();
            assertThat(api.requests())
                    .allSatisfy(request ->
                            assertThat(request.headers()).containsEntry("authorization", "Bearer exchanged"));
            assertThat(issuer.requests().stream()
                            .filter(request -> request.target().equals("/token")))
                    .hasSize(1)
                    .allSatisfy(request -> assertThat(request.body()).contains("grant_type=" + grant));
        }
    }

    private JsonNode read(Application application, String token) {
        return new McpProbe(application.port())
                .with("Authorization", "Bearer " + token)
                .open("2025-11-25")
                .call("get_record", Map.of("record_type", "customers", "record_id", "1"));
    }

    private static HttpReply call(Application application, String token) {
        return new RawHttp(application.port())
                .send("POST", "/mcp", Map.of("Authorization", "Bearer " + token), new byte[0]);
    }

    private Map<String, String> shared() {
        return settings(Map.of("UPSTREAM_ACCESS_TOKEN", "the-servers-own"));
    }

    private Map<String, String> exchanging(String form) {
        return settings(Map.of(
                "UPSTREAM_CREDENTIAL", "on-behalf-of",
                "OIDC_ON_BEHALF_OF", form,
                "UPSTREAM_OAUTH_CLIENT_ID", "us",
                "UPSTREAM_OAUTH_CLIENT_SECRET", "a secret",
                "UPSTREAM_OAUTH_SCOPES", "api://books/.default"));
    }

    private Map<String, String> settings(Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "UPSTREAM_KIND", "generic",
                "UPSTREAM_API_BASE_URL", api.baseUrl(),
                "MCP_AUTH_MODE", "oidc",
                "MCP_PORT", "0",
                "MCP_SERVER_BASE_URL", "http://127.0.0.1:8000",
                "OIDC_ISSUER", issuerName(),
                "OIDC_AUDIENCE", "us",
                "OIDC_SCOPES", "api://books/call"));
        settings.putAll(further);
        return settings;
    }

    private String issuerName() {
        return issuer.baseUrl().replaceFirst("/$", "");
    }

    private LoopbackServer.Reply issuerAnswers(LoopbackServer.Request request) {
        return switch (down ? "down" : request.target()) {
            case "/.well-known/openid-configuration" ->
                LoopbackServer.json(
                        200,
                        "{\"issuer\":\"" + issuerName() + "\",\"jwks_uri\":\"" + issuerName()
                                + "/keys\",\"token_endpoint\":\"" + issuerName() + "/token\"}");
            case "/keys" -> LoopbackServer.json(200, new JWKSet(key).toString(true));
            case "/token" -> LoopbackServer.json(200, "{\"access_token\":\"exchanged\",\"expires_in\":3600}");
            default -> LoopbackServer.json(503, "{}");
        };
    }

    private String token(String audience, String scope) {
        try {
            Instant now = Instant.now();
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(new JOSEObjectType("at+jwt"))
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(issuerName())
                            .audience(audience)
                            .subject("ann")
                            .claim("scope", scope)
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(600)))
                            .build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        } catch (JOSEException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }
}

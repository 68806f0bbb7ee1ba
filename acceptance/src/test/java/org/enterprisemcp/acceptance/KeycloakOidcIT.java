package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Callers bring a token of a real Keycloak, which exchanges it for one that goes upstream (RFC 8693). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakOidcIT {

    private final Keycloak keycloak = new Keycloak("http://127.0.0.1:1/unused");
    private final LoopbackServer api =
            new LoopbackServer(request -> LoopbackServer.json(200, "{\"id\":\"1\",\"name\":\"Acme\"}"));
    private final OAuthProduct product = new OAuthProduct(OAuthProduct.freePort(), settings());

    private Map<String, String> settings() {
        Map<String, String> settings = Keycloak.client(api);
        settings.put("MCP_AUTH_MODE", "oidc");
        settings.put("OIDC_ISSUER", keycloak.issuer());
        settings.put("OIDC_AUDIENCE", Keycloak.CLIENT + " account");
        settings.put("OIDC_ON_BEHALF_OF", "rfc8693");
        return settings;
    }

    @AfterAll
    void stop() {
        product.close();
        api.close();
        keycloak.close();
    }

    @Test
    void refusesATokenThatKeycloakMadeForAnotherApplication() {
        HttpReply reply = product.client(token("intranet")).post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate").orElse("")).contains("invalid_token", "resource_metadata=");
    }

    @Test
    void sendsATokenUpstreamThatTheCallersWasExchangedFor() throws Exception {
        String own = token("assistant");
        McpProbe ann = product.client(own).open("2025-11-25");
        assertThat(ann.call("get_record", Map.of("record_type", "customers", "record_id", "1"))
                        .at("/structuredContent/ok")
                        .asBoolean())
                .isTrue();
        String sent = Keycloak.lastToken(api);
        assertThat(sent).isNotEqualTo(own);
        JWTClaimsSet claims = SignedJWT.parse(sent).getJWTClaimsSet();
        assertThat(claims.getSubject())
                .isEqualTo(SignedJWT.parse(own).getJWTClaimsSet().getSubject());
        assertThat(claims.getStringClaim("azp")).isEqualTo(Keycloak.CLIENT);
    }

    /** What a client of the company's got for the user. */
    private String token(String client) {
        return new RawHttp(keycloak.port())
                .send(
                        "POST",
                        URI.create(keycloak.endpoint("token")).getPath(),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        Browser.encoded(Map.of(
                                        "grant_type",
                                        "password",
                                        "client_id",
                                        client,
                                        "username",
                                        Keycloak.USER,
                                        "password",
                                        Keycloak.PASSWORD,
                                        "scope",
                                        "openid"))
                                .getBytes(StandardCharsets.UTF_8))
                .json()
                .path("access_token")
                .asText();
    }
}

package org.enterprisemcp.oauth.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients are told before they begin. */
class MetadataTest {

    private static final String DOCUMENT = "/.well-known/oauth-authorization-server";

    private final ProxyUnderTest proxy = new ProxyUnderTest();

    @AfterEach
    void stop() {
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server",
                "/.well-known/openid-configuration",
                "/.well-known/oauth-protected-resource",
                "/.well-known/oauth-protected-resource/mcp"
            })
    @DisplayName("AT-32: whatever host a request names, the documents name the configured one")
    void namesItselfAsConfiguredWhateverHostIsAskedFor(String path) {
        HttpReply reply = proxy.http()
                .send("GET", path, Map.of("Host", "evil.example", "X-Forwarded-Host", "evil.example"), new byte[0]);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text())
                .doesNotContain("evil")
                .isEqualTo(proxy.get(path).text());
    }

    @Test
    @DisplayName("AT-30: no document, registration or error shows who this server is at the upstream")
    void showsNothingOfItsOwnClient() {
        String said = proxy.get(DOCUMENT).text()
                + proxy.get("/.well-known/oauth-protected-resource").text()
                + proxy.post(
                                "/register",
                                "application/json",
                                "{\"redirect_uris\":[\"" + ProxyUnderTest.REDIRECT + "\"]}")
                        .text()
                + proxy.form("/token", Map.of("grant_type", "authorization_code", "client_id", "upstream-client"))
                        .text()
                + proxy.get("/authorize?client_id=upstream-client").text();
        assertThat(said).doesNotContain("upstream-client", "upstream secret", "client_secret");
    }

    @Test
    @DisplayName("AS-01: says who issues and where its endpoints are, all under the base URL")
    void saysWhoIssues() {
        HttpReply reply = proxy.get(DOCUMENT);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).contains("application/json");
        JsonNode document = reply.json();
        assertThat(document.path("issuer").asText()).isEqualTo(proxy.urls.base());
        for (String name : new String[] {"authorization", "token", "registration", "revocation"}) {
            assertThat(document.path(name + "_endpoint").asText()).startsWith(proxy.urls.base() + "/");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server/books",
                "/.well-known/openid-configuration/books",
                "/books/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server"
            })
    @DisplayName("AS-02: an issuer with a path is found wherever clients look")
    void isFoundUnderAPath(String path) {
        try (ProxyUnderTest below = new ProxyUnderTest(ProxySetup.USUAL.at("http://127.0.0.1:PORT/books"))) {
            HttpReply reply = below.get(path);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("issuer").asText()).isEqualTo(below.urls.base());
            assertThat(reply.json().path("token_endpoint").asText()).isEqualTo(below.urls.base() + "/token");
        }
    }

    @Test
    @DisplayName("AS-03: offers codes with S256 and public clients, and nothing weaker")
    void offersNothingWeak() {
        JsonNode document = proxy.get(DOCUMENT).json();
        assertThat(document.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(document.path("response_types_supported").toString()).isEqualTo("[\"code\"]");
        assertThat(document.path("token_endpoint_auth_methods_supported").toString())
                .isEqualTo("[\"none\",\"private_key_jwt\"]");
        assertThat(document.path("grant_types_supported").toString())
                .isEqualTo("[\"authorization_code\",\"refresh_token\"]");
    }

    @Test
    @DisplayName("AS-04, AS-05: promises iss in every answer, and takes ids that are URLs of documents")
    void promisesIssAndTakesDocuments() {
        JsonNode document = proxy.get(DOCUMENT).json();
        assertThat(document.path("authorization_response_iss_parameter_supported")
                        .asBoolean())
                .isTrue();
        assertThat(document.path("client_id_metadata_document_supported").asBoolean())
                .isTrue();
    }

    @Test
    @DisplayName("AS-06: a client that reads no document finds everything at the root of the host")
    void isFoundByClientsThatReadNoDocument() {
        try (ProxyUnderTest below = new ProxyUnderTest(ProxySetup.USUAL.at("http://127.0.0.1:PORT/books"))) {
            String client = below.register();
            Map<String, String> redirect = below.signIn(below.browser(), client);
            assertThat(below.redeem(client, redirect.getOrDefault("code", "")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("AS-45: tokens are introspected by nobody outside")
    void offersNoIntrospection() {
        assertThat(proxy.get(DOCUMENT).json().has("introspection_endpoint")).isFalse();
        assertThat(proxy.form("/introspect", Map.of("token", "x")).status()).isEqualTo(404);
    }
}

package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.domain.port.AuthorizationServerPresets;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer.Endpoints;
import org.enterprisemcp.domain.target.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where users sign in: the shipped {@code auth} blocks, and those of descriptors. */
class AuthPresetsTest {

    private static final String CALLS = "create: { method: POST, path: \"{type}\" }\n";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entra | UPSTREAM_VAR_TENANT: is needed by UPSTREAM_OAUTH_PRESET=entra",
                "keycloak | UPSTREAM_OAUTH_ISSUER: is needed by UPSTREAM_OAUTH_PRESET=keycloak, such as https://keycloak"
            })
    void namesTheSettingThatAPresetNeeds(String preset, String problem) {
        assertThatThrownBy(() -> preset(preset, Map.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void refusesAnIssuerThatSecretsWouldGoToInTheOpen() {
        assertThatThrownBy(() -> preset("keycloak", Map.of("UPSTREAM_OAUTH_ISSUER", "http://sso.example/realms/acme")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("must be an https URL");
    }

    @Test
    void entraWantsTheScopeOfAnApiWithItsPrefix() {
        UpstreamAuthorizationServer entra = preset("entra", Map.of("UPSTREAM_VAR_TENANT", "acme"));
        assertThat(entra.problemsOf(entra.scopes())).singleElement().asString().contains("AADSTS900144");
        assertThat(entra.problemsOf(List.of("openid", "api://books/call", "call")))
                .singleElement()
                .asString()
                .startsWith("call is no scope that it takes")
                .contains("AADSTS650053");
        assertThat(entra.problemsOf(List.of("openid", "offline_access", "api://books/.default")))
                .isEmpty();
        assertThat(entra.issuer()).contains("https://login.microsoftonline.com/acme/v2.0");
    }

    @Test
    void areFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(AuthorizationServerPresets.class))
                .singleElement()
                .satisfies(presets -> assertThat(presets.names()).containsExactly("entra", "keycloak", "salesforce"));
    }

    @Test
    void salesforceSignsUsersInAtTheHostThatIsNamed() {
        UpstreamAuthorizationServer sandbox = preset("salesforce", Map.of("UPSTREAM_VAR_LOGIN", "test.salesforce.com"));
        Endpoints endpoints = sandbox.endpoints(Optional.empty());
        assertThat(endpoints.authorization()).isEqualTo("https://test.salesforce.com/services/oauth2/authorize");
        assertThat(endpoints.revocation()).contains("https://test.salesforce.com/services/oauth2/revoke");
        assertThat(sandbox.takesSecretInForm()).isTrue();
        assertThat(sandbox.scopes()).containsExactly("api", "refresh_token");
    }

    @Test
    void aDescriptorsPlacesMustBeFilledBySomething() {
        assertThatThrownBy(() -> upstream("{ kind: oauth, authorizeUrl: \"https://{tenant}.example/a\","
                        + " tokenUrl: \"https://x.example/{t\", scopeRule: { pattern: \"[\" } }"))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        invalid -> assertThat(invalid.problems())
                                .anyMatch(problem ->
                                        problem.contains("auth.authorizeUrl: has places that nothing fills: tenant"))
                                .anyMatch(problem -> problem.contains("auth.tokenUrl: holds a stray brace"))
                                .anyMatch(problem -> problem.contains("auth.scopeRule.hint: is missing")));
        assertThatThrownBy(() -> upstream("{ kind: oauth }"))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        invalid -> assertThat(invalid.problems())
                                .anyMatch(problem -> problem.contains("auth.authorizeUrl: is missing")));
    }

    @Test
    void aDescriptorsLoginMayStandAtAHostOfEachAccount() {
        try (Upstream upstream = upstream("{ kind: oauth, authorizeUrl: \"https://{account}.example/a\","
                + " tokenUrl: \"https://{account}.example/t\", clientAuth: post, scopes: [records],"
                + " authorizeParams: { prompt: consent } }")) {
            UpstreamAuthorizationServer server = upstream.authorizationServer().orElseThrow();
            assertThat(server.endpoints(Optional.of(new AccountId("ACME"))).token())
                    .isEqualTo("https://acme.example/t");
            assertThat(server.authorizationParameters()).containsEntry("prompt", "consent");
            assertThat(server.takesSecretInForm()).isTrue();
            assertThat(server.issuer()).isEmpty();
            assertThatThrownBy(() -> server.endpoints(Optional.empty()))
                    .isInstanceOf(MissingConfiguration.class)
                    .hasMessageContaining("UPSTREAM_ACCOUNT_ID");
            assertThatThrownBy(() -> server.endpoints(Optional.of(new AccountId("a_b"))))
                    .isInstanceOf(InvalidConfiguration.class);
        }
    }

    @Test
    void anUpstreamThatNobodySignsInToHasNoLogin() {
        try (Upstream upstream = upstream("{ kind: bearer }")) {
            assertThat(upstream.authorizationServer()).isEmpty();
        }
    }

    private Upstream upstream(String auth) {
        Path file = TestUpstream.file(
                folder, "descriptor: 1\nname: own\nbaseUrl: \"https://x.example/\"\nauth: " + auth + "\n" + CALLS);
        return new GenericUpstreamProvider()
                .create(
                        key -> Optional.of(file.toString()).filter(_ -> key.equals("UPSTREAM_DESCRIPTOR")),
                        Clock.systemUTC());
    }

    private static UpstreamAuthorizationServer preset(String name, Map<String, String> settings) {
        return new AuthPresets().create(name, key -> Optional.ofNullable(settings.get(key)));
    }
}

package org.enterprisemcp.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.enterprisemcp.testkit.LoopbackServer.json;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Configuration;
import com.azure.identity.CredentialUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.SecretSource;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** The vault is a server on loopback; the library's own seam for HTTP clients leads its calls there. */
class KeyVaultSecretSourceTest {

    private static final String VAULT = "keyvault:https://company.vault.azure.net";
    private static final String KEY = "MCP_JWT_SIGNING_KEY";
    private static final Settings NOTHING_SET = _ -> Optional.empty();
    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

    private final List<String> scopes = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keyvault:",
                "keyvault:company",
                "keyvault:http://company.vault.azure.net/secrets/key",
                "keyvault:https://vault.azure.net/secrets/key",
                "keyvault:https://company.vault.azure.net.evil.example/secrets/key",
                "keyvault:https://evil.example/.vault.azure.net/secrets/key",
                "keyvault:https://evil.example#.vault.azure.net/secrets/key",
                "keyvault:https://a.b.vault.azure.net/secrets/key",
                "keyvault:https://user@company.vault.azure.net/secrets/key",
                "keyvault:https://company.vault.azure.net:8443/secrets/key",
                "keyvault:https://company.vault.azure.net/secrets/key?api-version=7.4",
                "keyvault:https://company.vault.azure.net/keys/key",
                "keyvault:https://company.vault.azure.net/secrets/",
                "keyvault:https://company.vault.azure.net/secrets/a_key",
                "keyvault:https://company.vault.azure.net/secrets/key/current",
                "keyvault:https://company.vault.azure.net/secrets/one,keyvault:https://company.vault.azure.net/secrets/two",
                "KEYVAULT:https://company.vault.azure.net/secrets/key"
            })
    void whatIsNoSecretOfAVaultIsRefusedBeforeAnybodyIsAsked(String reference) {
        try (LoopbackServer vault = new LoopbackServer(asked -> json(200, "{}"))) {
            assertThatThrownBy(() -> source(vault).read(KEY, reference, NOTHING_SET))
                    .isInstanceOf(InvalidConfiguration.class)
                    .hasMessageContaining(
                            KEY + ": a secret in Key Vault is written keyvault:https://VAULT.vault.azure.net")
                    .hasMessageNotContaining("evil")
                    .hasMessageNotContaining("company");
            assertThat(vault.requests()).isEmpty();
            assertThat(scopes).isEmpty();
        }
    }

    @Test
    void whoReadsTheVaultCannotStandInIt() {
        try (LoopbackServer vault = new LoopbackServer(asked -> json(200, "{}"))) {
            assertThatThrownBy(() -> source(vault).read("AZURE_CLIENT_ID", VAULT + "/secrets/id", NOTHING_SET))
                    .isInstanceOf(InvalidConfiguration.class)
                    .hasMessageContaining("AZURE_CLIENT_ID: says who reads the vault");
            assertThat(vault.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, 'refuses (401): the identity needs the role Key Vault Secrets User', 2",
        "403, 'refuses (403): the identity needs the role Key Vault Secrets User', 1",
        "404, no such secret, 1",
        "400, status 400, 1",
        "429, status 429, 3",
        "500, status 500, 3"
    })
    void aVaultThatRefusesIsTheFaultOfTheSettingAndNothingItSaysIsPassedOn(int status, String why, int times) {
        try (LoopbackServer vault = new LoopbackServer(
                challenging(asked -> json(status, "{\"error\":{\"code\":\"x\",\"message\":\"hush-hush\"}}")))) {
            assertThatThrownBy(() -> source(vault).read(KEY, VAULT + "/secrets/key", NOTHING_SET))
                    .isInstanceOf(InvalidConfiguration.class)
                    .hasMessageStartingWith(KEY + ": ")
                    .hasMessageContaining(why)
                    .hasMessageNotContaining("company")
                    .hasMessageNotContaining("hush")
                    .hasNoCause();
            assertThat(vault.requests().stream().filter(KeyVaultSecretSourceTest::signed))
                    .hasSizeBetween(1, times);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anIdentityThatGivesNoTokenIsTheFaultOfTheSetting(RuntimeException failure, String why) {
        TokenCredential nobody = request -> Mono.error(failure);
        try (LoopbackServer vault = new LoopbackServer(challenging(asked -> json(200, "{}")))) {
            KeyVaultSecretSource source = source(nobody, vault.baseUrl(), Duration.ofSeconds(20));
            assertThatThrownBy(() -> source.read(KEY, VAULT + "/secrets/key", NOTHING_SET))
                    .isInstanceOf(InvalidConfiguration.class)
                    .hasMessageContaining(KEY + ": " + why)
                    .hasMessageNotContaining("hush");
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new CredentialUnavailableException("hush-hush"), "no token for Key Vault is to be had"),
                Arguments.of(
                        new IllegalStateException("hush-hush"), "Key Vault or the managed identity cannot be reached"));
    }

    @Test
    void aVaultThatIsNotThereIsTheFaultOfTheSetting() {
        LoopbackServer gone = new LoopbackServer(asked -> json(200, "{}"));
        gone.close();
        assertThatThrownBy(() -> source(gone).read(KEY, VAULT + "/secrets/key", NOTHING_SET))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(KEY + ": Key Vault or the managed identity cannot be reached");
    }

    @Test
    void aVaultThatNeverAnswersIsGivenUp() {
        try (LoopbackServer vault = new LoopbackServer(LoopbackServer::silence)) {
            KeyVaultSecretSource source = source(token(), vault.baseUrl(), Duration.ofMillis(300));
            assertThatThrownBy(() -> source.read(KEY, VAULT + "/secrets/key", NOTHING_SET))
                    .isInstanceOf(InvalidConfiguration.class)
                    .hasMessageContaining(KEY + ": Key Vault did not answer within");
        }
    }

    @Test
    void anEmptySecretIsNone() {
        try (LoopbackServer vault = new LoopbackServer(challenging(asked -> secret("")))) {
            assertThatThrownBy(() -> source(vault).read(KEY, VAULT + "/secrets/key", NOTHING_SET))
                    .isInstanceOf(InvalidConfiguration.class)
                    .hasMessageContaining("the secret in Key Vault is empty");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/secrets/key, /secrets/key/?",
        "/secrets/a-Key-2/, /secrets/a-Key-2/?",
        "/secrets/key/0123456789abcdef0123456789abcdef, /secrets/key/0123456789abcdef0123456789abcdef?"
    })
    void readsTheCurrentVersionOrTheOneThatIsNamed(String path, String asked) {
        try (LoopbackServer vault = new LoopbackServer(challenging(request -> secret("a value of the vault")))) {
            assertThat(source(vault).read(KEY, VAULT + path, NOTHING_SET).reveal())
                    .isEqualTo("a value of the vault");
            assertThat(vault.requests().getLast().target()).startsWith(asked + "api-version=");
            assertThat(vault.requests().getLast().headers()).containsEntry("Authorization", "Bearer vault-token");
            assertThat(scopes).containsExactly("https://vault.azure.net/.default");
        }
    }

    @Test
    void aVaultThatStumblesOnceIsAskedAgain() {
        try (LoopbackServer vault = new LoopbackServer(
                challenging(request -> request.number() < 3 ? json(503, "{}") : secret("a value of the vault")))) {
            assertThat(source(vault)
                            .read(KEY, VAULT + "/secrets/key", NOTHING_SET)
                            .reveal())
                    .isEqualTo("a value of the vault");
        }
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(SecretSource.class))
                .singleElement()
                .satisfies(source -> assertThat(source.scheme()).isEqualTo("keyvault"));
    }

    private KeyVaultSecretSource source(LoopbackServer vault) {
        return source(token(), vault.baseUrl(), Duration.ofSeconds(20));
    }

    private static KeyVaultSecretSource source(TokenCredential identity, String vault, Duration deadline) {
        return new KeyVaultSecretSource(_ -> identity, () -> new Detour(vault), Duration.ofMillis(1), deadline);
    }

    private TokenCredential token() {
        return request -> {
            scopes.addAll(request.getScopes());
            return Mono.just(new AccessToken("vault-token", FAR.atOffset(ZoneOffset.UTC)));
        };
    }

    private static boolean signed(Request request) {
        return request.headers().containsKey("Authorization");
    }

    /** A vault says where its tokens come from before it looks at anything. */
    private static Function<Request, Reply> challenging(Function<Request, Reply> script) {
        return request -> signed(request)
                ? script.apply(request)
                : json(
                        401,
                        "{}",
                        "WWW-Authenticate: Bearer authorization=\"https://login.microsoftonline.com/tenant\","
                                + " resource=\"https://vault.azure.net\"");
    }

    private static Reply secret(String value) {
        return json(
                200,
                "{\"value\":\"" + value
                        + "\",\"id\":\"https://company.vault.azure.net/secrets/key/0123456789abcdef0123456789abcdef\",\"attributes\":{\"enabled\":true}}");
    }

    /** Sends what is meant for the vault to loopback, and leaves the rest to the real client. */
    private record Detour(String to) implements HttpClient {
        @Override
        public Mono<HttpResponse> send(HttpRequest request) {
            URI meant = URI.create(request.getUrl().toString());
            assertThat(meant.getAuthority()).isEqualTo("company.vault.azure.net");
            HttpRequest here =
                    request.copy().setUrl(to.replaceFirst("/$", "") + meant.getPath() + "?" + meant.getQuery());
            return ManagedIdentity.client(Configuration.NONE).send(here);
        }
    }
}

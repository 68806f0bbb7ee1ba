package org.enterprisemcp.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {

    private static final String CONFIGURED = "[{\"client_id\":\"claude\",\"client_name\":\"Claude\","
            + "\"redirect_uris\":[\"https://claude.ai/cb\"],\"scope\":\"mcp:read\"}]";

    private final MutableClock clock = new MutableClock();
    private final DynamicClients dynamic = new DynamicClients(KeyRing.ephemeral(), 1, RedirectRule.ANY, clock);

    @ParameterizedTest
    @ValueSource(
            strings = {"", "upstream-client-id", "CLAUDE", "claude ", "dcr1.a.b.c", "https://claude.ai/client.json"})
    @DisplayName("AS-20, AS-35, AT-31: knows no client that nobody named, the one at the upstream neither")
    void knowsNoClientThatNobodyNamed(String id) {
        Clients clients = clients(Optional.empty(), Set.of());
        assertThatThrownBy(() -> clients.find(id)).isInstanceOfSatisfying(OAuthRefusal.class, refusal -> {
            assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_CLIENT);
            assertThat(refusal.description()).contains("Register it again");
        });
    }

    @Test
    void knowsNoClientOnTheDenylist() {
        String id = registered();
        Clients clients = clients(Optional.empty(), Set.of(id, "claude"));
        assertThatThrownBy(() -> clients.find(id)).isInstanceOf(OAuthRefusal.class);
        assertThatThrownBy(() -> clients.find("claude")).isInstanceOf(OAuthRefusal.class);
    }

    @Test
    void knowsAllThreeKinds() {
        try (LoopbackServer server = new LoopbackServer(request -> LoopbackServer.json(
                200,
                "{\"client_id\":\"http://" + request.headers().get("Host") + request.target()
                        + "\",\"client_name\":\"Inspector\",\"redirect_uris\":[\"http://localhost/cb\"]}"))) {
            Clients clients = clients(Optional.of(new MetadataDocuments(Reach.LOOPBACK, Set.of(), clock)), Set.of());
            Client claude = clients.find("claude");
            assertThat(claude.origin()).isEqualTo(new Client.Origin.Configured());
            assertThat(claude.redirectUris()).containsExactly("https://claude.ai/cb");
            assertThat(claude.scopes()).containsExactly(Scope.READ);
            assertThat(clients.find(registered()).origin()).isEqualTo(new Client.Origin.Registered());
            assertThat(clients.find(server.baseUrl() + "client.json").origin())
                    .isEqualTo(new Client.Origin.Document("127.0.0.1"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude                                                      | no JSON",
                "{}                                                          | JSON list",
                "[7]                                                         | client number 1: The metadata must be a JSON object",
                "[{\"client_id\":\"a\"}]                                     | client number 1: redirect_uris",
                "[{@}]                                                       | client number 1: client_id",
                "[{\"client_id\":\"a b\",@}]                                 | client number 1: client_id",
                "[{\"client_id\":7,@}]                                       | client number 1: client_id",
                "[{\"client_id\":\"dcr1.x\",@}]                              | client number 1: client_id",
                "[{\"client_id\":\"https://claude.ai/c\",@}]                 | client number 1: client_id",
                "[{\"client_id\":\"a\",@},{\"client_id\":\"a\",@}]           | client number 2: client_id is that of another",
                "[{\"client_id\":\"a\",@,\"client_secret\":\"s3cret\"}]      | client number 1: client_secret",
                "[{\"client_id\":\"a\",@,\"scope\":\"all\"}]                 | client number 1: scope",
                "[{\"client_id\":\"a\",\"redirect_uris\":[\"http://x.y/*\"]}] | client number 1: redirect_uris[0]",
                "[{\"client_id\":\"a\",\"client_id\":\"b\",@}]               | twice"
            })
    void saysWhichConfiguredClientCannotBeUsed(String setting, String problem) {
        String json = setting.replace("@", "\"redirect_uris\":[\"https://claude.ai/cb\"]");
        assertThatThrownBy(() -> ConfiguredClients.of(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void configuresNobodyWhereTheSettingIsEmpty() {
        assertThat(ConfiguredClients.of(" ").find("claude")).isEmpty();
    }

    private String registered() {
        byte[] body = "{\"redirect_uris\":[\"https://claude.ai/cb\"]}".getBytes(StandardCharsets.UTF_8);
        return String.valueOf(dynamic.register(body).get("client_id"));
    }

    private Clients clients(Optional<MetadataDocuments> documents, Set<String> denied) {
        return new Clients(ConfiguredClients.of(CONFIGURED), dynamic, documents, denied);
    }
}

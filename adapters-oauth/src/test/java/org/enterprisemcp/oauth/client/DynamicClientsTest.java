package org.enterprisemcp.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicClientsTest {

    private static final String OLD = "old:GmVq3Zt8xLr1WpYc7NbK5sHd9JfE2uQa";
    private static final String NEW = "new:Pz4RkT6vMw0XhC8nBy2LgS1jDq7FeU5o";
    private static final String REDIRECT = "\"redirect_uris\":[\"https://claude.ai/cb\"]";

    private final MutableClock clock = new MutableClock();
    private final DynamicClients clients = clients(OLD, 1, RedirectRule.ANY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                  | empty",
                "no JSON                                           | no JSON",
                "[]                                                | JSON object",
                "{}                                                | redirect_uris",
                "{\"redirect_uris\":[]}                            | redirect_uris",
                "{\"redirect_uris\":\"https://claude.ai/cb\"}      | redirect_uris",
                "{@,\"grant_types\":[\"implicit\"]}                | grant_types",
                "{@,\"grant_types\":[\"refresh_token\"]}           | grant_types",
                "{@,\"grant_types\":[]}                            | grant_types",
                "{@,\"grant_types\":\"authorization_code\"}        | grant_types",
                "{@,\"grant_types\":[7]}                           | grant_types",
                "{@,\"response_types\":[\"token\"]}                | response_types",
                "{@,\"response_types\":[\"code\",\"token\"]}       | response_types",
                "{@,\"token_endpoint_auth_method\":\"tls_client_auth\"} | token_endpoint_auth_method",
                "{@,\"token_endpoint_auth_method\":\"private_key_jwt\"} | token_endpoint_auth_method",
                "{@,\"token_endpoint_auth_method\":[\"none\"]}     | token_endpoint_auth_method",
                "{@,\"application_type\":\"desktop\"}              | application_type",
                "{@,\"client_name\":{\"en\":\"x\"}}                | client_name",
                "{@} {@}                                           | no JSON",
            })
    @DisplayName("AS-11: refuses metadata that it cannot keep to, and names the field")
    void refusesMetadataThatItCannotKeepTo(String body, String field) {
        String json = body == null ? "" : body.replace("@", REDIRECT);
        assertRefused(OAuthError.INVALID_CLIENT_METADATA, field, () -> register(json));
    }

    @Test
    @DisplayName("AS-12: says of each redirect URI what is wrong with it, by its number")
    void saysOfEachRedirectUriWhatIsWrong() {
        assertThatThrownBy(
                        () -> register(
                                "{\"redirect_uris\":[\"https://claude.ai/cb\",\"javascript:alert(1)\",7,\"http://claude.ai/cb\"]}"))
                .isInstanceOfSatisfying(OAuthRefusal.class, refusal -> {
                    assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_REDIRECT_URI);
                    assertThat(refusal.description())
                            .doesNotContain("[0]", "alert", "claude")
                            .contains("redirect_uris[1]", "redirect_uris[2]", "redirect_uris[3]");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/cb", "http://localhost/cb", "https://localhost/cb", "cursor://x/cb"})
    @DisplayName("AS-13: refuses a web client on loopback, and accepts a native one or one that does not say")
    void refusesAWebClientOnLoopback(String uri) {
        String uris = "{\"redirect_uris\":[\"" + uri + "\"]";
        assertRefused(
                OAuthError.INVALID_REDIRECT_URI,
                "redirect_uris[0]",
                () -> register(uris + ",\"application_type\":\"web\"}"));
        assertThat(register(uris + ",\"application_type\":\"native\"}")).containsEntry("application_type", "native");
        assertThat(register(uris + "}")).containsEntry("application_type", "native");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mcp:admin", "mcp:read openid", "MCP:READ", "mcp:read\\u0000"})
    @DisplayName("AS-15: refuses a scope that there is not, and names those that there are")
    void refusesAScopeThatThereIsNot(String scope) {
        assertRefused(
                OAuthError.INVALID_CLIENT_METADATA,
                "mcp:delete mcp:read mcp:write",
                () -> register("{" + REDIRECT + ",\"scope\":\"" + scope + "\"}"));
    }

    @Test
    @DisplayName("AT-26: refuses a body of a mebibyte, ten thousand redirect URIs, and JSON a thousand levels deep")
    void refusesWhatIsTooLarge() {
        String many = IntStream.range(0, 10_000).mapToObj(i -> "\"h:/\"").collect(Collectors.joining(","));
        for (String body : List.of(
                "{" + REDIRECT + ",\"x\":\"" + "x".repeat(1 << 20) + "\"}",
                "{\"redirect_uris\":[" + many + "]}",
                "{" + REDIRECT + ",\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}")) {
            assertRefused(OAuthError.INVALID_CLIENT_METADATA, "The body", () -> register(body));
        }
        String eleven = IntStream.range(0, 11)
                .mapToObj(i -> "\"https://claude.ai/" + i + "\"")
                .collect(Collectors.joining(","));
        assertRefused(
                OAuthError.INVALID_REDIRECT_URI, "10 entries", () -> register("{\"redirect_uris\":[" + eleven + "]}"));
        String longOne = "\"https://claude.ai/" + "x".repeat(1_600) + "\"";
        assertRefused(
                OAuthError.INVALID_REDIRECT_URI, "1536 bytes", () -> register("{\"redirect_uris\":[" + longOne + "]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{@,\"client_name\":\"a\",\"client_name\":\"b\"}",
                "{@,@}",
                "{@,\"x\":{\"y\":1,\"y\":2}}",
                "{@,\"client_n\\u0061me\":\"a\",\"client_name\":\"b\"}"
            })
    @DisplayName("AT-38: refuses a key that stands twice")
    void refusesAKeyThatStandsTwice(String body) {
        assertRefused(OAuthError.INVALID_CLIENT_METADATA, "twice", () -> register(body.replace("@", REDIRECT)));
    }

    @Test
    @DisplayName("AT-38: refuses what is not UTF-8")
    void refusesWhatIsNotUtf8() {
        String json = "{" + REDIRECT + ",\"client_name\":\"ä\"}";
        for (String charset : List.of("ISO-8859-1", "UTF-16", "UTF-16LE", "UTF-32BE")) {
            byte[] body = json.getBytes(Charset.forName(charset));
            assertRefused(OAuthError.INVALID_CLIENT_METADATA, "The body", () -> clients.register(body));
        }
        byte[] overlong = json.replace("ä", "xx").getBytes(StandardCharsets.ISO_8859_1);
        int place = new String(overlong, StandardCharsets.ISO_8859_1).indexOf("xx");
        overlong[place] = (byte) 0xc0;
        overlong[place + 1] = (byte) 0xa2;
        assertRefused(OAuthError.INVALID_CLIENT_METADATA, "UTF-8", () -> clients.register(overlong));
    }

    @Test
    void refusesWhatTheOperatorDoesNotAllowThoughItWasRegisteredBefore() {
        DynamicClients narrowed = clients(OLD, 1, RedirectRule.of("https://vscode.dev"));
        assertRefused(
                OAuthError.INVALID_REDIRECT_URI,
                "redirect_uris[0] is not one that the operator",
                () -> narrowed.register(("{" + REDIRECT + "}").getBytes(StandardCharsets.UTF_8)));
        assertThat(narrowed.find(id("{" + REDIRECT + "}"))).isEmpty();
    }

    @Test
    void knowsNoIdThatItDidNotSign() {
        String id = id("{" + REDIRECT + "}");
        String[] parts = id.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
        String evil = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("claude.ai", "evil.example").getBytes(StandardCharsets.UTF_8));
        for (String forged : List.of(
                "",
                "dcr1",
                "dcr1...",
                String.join(".", "dcr1", parts[1], evil, parts[3]),
                String.join(".", "dcr1", "new", parts[2], parts[3]),
                String.join(".", "dcr2", parts[1], parts[2], parts[3]),
                String.join(".", parts[0], parts[1], parts[2], ""),
                id + "A",
                id + "=",
                id + ".",
                id.substring(0, id.length() - 1),
                " " + id,
                id + "x".repeat(100_000))) {
            assertThat(clients.find(forged)).isEmpty();
        }
        assertThat(clients(NEW, 1, RedirectRule.ANY).find(id)).isEmpty();
        assertThat(clients(OLD, 2, RedirectRule.ANY).find(id)).isEmpty();
    }

    @Test
    @DisplayName("AS-10: registers a public client and says what it registered; there is no secret")
    void registersAPublicClient() {
        Map<String, Object> answer =
                register("{\"client_name\":\"Claude\",\"redirect_uris\":[\"https://claude.ai/cb\"],"
                        + "\"grant_types\":[\"authorization_code\"],\"response_types\":[\"code\"],\"scope\":\"mcp:read\","
                        + "\"token_endpoint_auth_method\":\"none\",\"logo_uri\":\"https://evil.example/x.svg\"}");
        assertThat(answer)
                .containsEntry("client_id_issued_at", clock.instant().getEpochSecond())
                .containsEntry("client_name", "Claude")
                .containsEntry("redirect_uris", List.of("https://claude.ai/cb"))
                .containsEntry("grant_types", List.of("authorization_code"))
                .containsEntry("response_types", List.of("code"))
                .containsEntry("scope", "mcp:read")
                .containsEntry("token_endpoint_auth_method", "none")
                .doesNotContainKeys("client_secret", "client_secret_expires_at", "logo_uri");
        Client client = clients.find(String.valueOf(answer.get("client_id"))).orElseThrow();
        assertThat(client.id()).isEqualTo(answer.get("client_id"));
        assertThat(client.name()).isEqualTo("Claude");
        assertThat(client.redirectUris()).containsExactly("https://claude.ai/cb");
        assertThat(client.grantTypes()).containsExactly("authorization_code");
        assertThat(client.scopes()).containsExactly(Scope.READ);
        assertThat(client.origin()).isEqualTo(new Client.Origin.Registered());
        assertThat(client.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
    @DisplayName("AS-10: answers a client that asks for a secret that it needs none")
    void answersAClientThatAsksForASecretThatItNeedsNone(String method) {
        assertThat(register("{" + REDIRECT + ",\"token_endpoint_auth_method\":\"" + method + "\"}"))
                .containsEntry("token_endpoint_auth_method", "none")
                .doesNotContainKey("client_secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{@}", "{@,\"scope\":\"\"}", "{@,\"scope\":null,\"grant_types\":null}"})
    @DisplayName("AS-14: gives a client that names no scope all of them, and both grants")
    void givesAClientThatNamesNoScopeAllOfThem(String body) {
        Map<String, Object> answer = register(body.replace("@", REDIRECT));
        assertThat(answer)
                .containsEntry("scope", "mcp:delete mcp:read mcp:write")
                .containsEntry("grant_types", List.of("authorization_code", "refresh_token"));
        Client client = clients.find(String.valueOf(answer.get("client_id"))).orElseThrow();
        assertThat(client.scopes()).isEqualTo(Scope.ALL);
        assertThat(client.grantTypes()).isEqualTo(Set.of("authorization_code", "refresh_token"));
    }

    @Test
    @DisplayName("AS-16: registers cursor://, https and loopback together, in an id that fits a URL")
    void registersCursorHttpsAndLoopbackTogether() {
        String id = id("{\"client_name\":\"Visual Studio Code\",\"redirect_uris\":["
                + "\"cursor://anysphere.cursor-mcp/oauth/callback\",\"https://vscode.dev/redirect\","
                + "\"http://127.0.0.1/\",\"http://127.0.0.1:33418/\"]}");
        assertThat(id).hasSizeLessThan(350).matches("[A-Za-z0-9._-]+");
        assertThat(clients.find(id).orElseThrow().redirectUris()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cla\\u202eude\\u2066\\u200b                      | Cla ude",
                "a\\u0000b\\r\\nc\\u001b[31m                      | a b c [31m",
                "\\ufeff\\u200e                                   | A client without a name",
                "\\ud800x                                         | x",
                "a\\u2028b\\u00a0\\u3000c                         | a b c",
                "<script>alert(1)</script>                        | <script>alert(1)</script>",
            })
    @DisplayName("AT-12: keeps of a name what can be seen; escaping it is the page's work")
    void keepsOfANameWhatCanBeSeen(String given, String shown) {
        assertThat(register("{" + REDIRECT + ",\"client_name\":\"" + given + "\"}"))
                .containsEntry("client_name", shown);
    }

    @Test
    @DisplayName("AT-12: cuts a long name, and never within a character")
    void cutsALongName() {
        String shown = ClientName.shown("😀".repeat(200));
        assertThat(shown.codePoints().count()).isEqualTo(80);
        assertThat(shown).isEqualTo("😀".repeat(79) + "…");
        assertThat(ClientName.shown("x".repeat(80))).isEqualTo("x".repeat(80));
    }

    @Test
    void givesTheSameIdForTheSameRegistrationOnEveryReplicaAndAtEveryTime() {
        String body = "{\"client_name\":\"Claude\"," + REDIRECT + "}";
        String id = id(body);
        clock.advance(Duration.ofDays(400));
        DynamicClients replica = clients(OLD, 1, RedirectRule.ANY);
        assertThat(replica.register(body.getBytes(StandardCharsets.UTF_8))).containsEntry("client_id", id);
        assertThat(replica.find(id)).isEqualTo(clients.find(id)).isPresent();
    }

    @Test
    void knowsAClientWhoseKeyIsStillOnTheRing() {
        String id = id("{" + REDIRECT + "}");
        assertThat(clients(NEW + "," + OLD, 1, RedirectRule.ANY).find(id)).isPresent();
    }

    @Test
    @DisplayName("AT-27: ten thousand registrations are all good, and hold no memory")
    void tenThousandRegistrationsHoldNoMemory() {
        String padding = "x".repeat(900);
        register(10_001, padding);
        long before = usedMemory();
        String last = "";
        for (int i = 0; i < 10_000; i++) {
            last = register(i, padding);
        }
        assertThat(usedMemory() - before).isLessThan(4L << 20);
        assertThat(clients(OLD, 1, RedirectRule.ANY).find(last)).isPresent();
    }

    private String register(int number, String padding) {
        return id("{\"redirect_uris\":[\"https://claude.ai/" + number + "/" + padding + "\"]}");
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private DynamicClients clients(String secrets, int epoch, RedirectRule allowed) {
        return new DynamicClients(KeyRing.of(new Secret(secrets)), epoch, allowed, clock);
    }

    private Map<String, Object> register(String json) {
        return clients.register(json.getBytes(StandardCharsets.UTF_8));
    }

    private String id(String json) {
        return String.valueOf(register(json).get("client_id"));
    }

    private static void assertRefused(OAuthError error, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(OAuthRefusal.class, refusal -> {
            assertThat(refusal.error()).isEqualTo(error);
            assertThat(refusal.description()).contains(words);
        });
    }
}

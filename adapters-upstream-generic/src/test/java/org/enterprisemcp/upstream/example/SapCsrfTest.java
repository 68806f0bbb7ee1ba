package org.enterprisemcp.upstream.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.AuthenticationException.TokenExpired;
import org.enterprisemcp.domain.error.UpstreamException.Permission;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.enterprisemcp.upstream.generic.GenericUpstreamProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/extending.md in front of a server that wants CSRF tokens as SAP Gateway does. */
@Timeout(20)
class SapCsrfTest {

    private static final RecordType PARTNER = new RecordType("A_BusinessPartner");

    @TempDir
    private Path folder;

    private final Gateway gateway = new Gateway();
    private final LoopbackServer server = new LoopbackServer(gateway::answer);
    private Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        Path descriptor = Files.writeString(folder.resolve("sap.yaml"), """
                descriptor: 1
                name: sap
                baseUrl: "http://127.0.0.1:1/"
                auth: { kind: bearer }
                use: { customizer: sap-csrf, classifier: sap-csrf }
                create: { method: POST, path: "{type}", success: [201] }
                read: { method: GET, path: "{type}/{id}" }
                """);
        Map<String, String> settings =
                Map.of("UPSTREAM_DESCRIPTOR", descriptor.toString(), "UPSTREAM_API_BASE_URL", server.baseUrl());
        upstream = new GenericUpstreamProvider()
                .create(name -> Optional.ofNullable(settings.get(name)), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        upstream.close();
        server.close();
    }

    @Test
    void givesUpOnAServerThatIsNeverContent() {
        gateway.token = "";

        assertThatThrownBy(() -> create("alice")).isInstanceOf(Permission.class);
        assertThat(server.requests())
                .extracting(Request::method)
                .containsExactly("GET", "POST", "GET", "POST", "GET", "POST", "GET", "POST");
    }

    @Test
    void anExpiredCredentialIsFoundOutByTheFetch() {
        gateway.refusesAll = true;

        assertThatThrownBy(() -> create("alice")).isInstanceOf(TokenExpired.class);
        assertThat(server.requests()).extracting(Request::method).containsExactly("GET");
    }

    @Test
    void aReadNeedsNoToken() {
        upstream.records().get(scope("alice"), PARTNER, new RecordId("1"));

        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().getFirst().headers()).doesNotContainKeys("X-CSRF-Token", "Cookie");
    }

    @Test
    void aWriteCarriesTheTokenAndItsCookies() {
        create("alice");
        create("alice");

        List<Request> requests = server.requests();
        assertThat(requests).extracting(Request::method).containsExactly("GET", "POST", "POST");
        assertThat(requests.get(0).headers()).containsEntry("X-CSRF-Token", "Fetch");
        assertThat(requests.get(0).headers()).containsEntry("Authorization", "Bearer alice");
        assertThat(requests.get(1).headers())
                .containsEntry("X-CSRF-Token", gateway.token)
                .containsEntry("Cookie", "SAP_SESSIONID=of-alice; sap-usercontext=sap-client=100")
                .containsEntry("Authorization", "Bearer alice");
    }

    @Test
    void anOldTokenIsFetchedAnew() {
        create("alice");
        gateway.token = "second-token-of-the-gateway";
        create("alice");

        assertThat(server.requests()).extracting(Request::method).containsExactly("GET", "POST", "POST", "GET", "POST");
        assertThat(server.requests().getLast().headers()).containsEntry("X-CSRF-Token", gateway.token);
    }

    @Test
    void nobodyGetsTheSessionOfAnother() {
        create("alice");
        create("bob");

        assertThat(server.requests()).extracting(Request::method).containsExactly("GET", "POST", "GET", "POST");
        assertThat(server.requests().getLast().headers().get("Cookie")).startsWith("SAP_SESSIONID=of-bob;");
    }

    private void create(String user) {
        upstream.records().create(scope(user), new RecordDraft(PARTNER, new Fields(Map.of("Name", "Acme"))));
    }

    private CallScope scope(String user) {
        return new CallScope(
                new Target(Optional.empty(), upstream.defaultBaseUrl().orElseThrow()),
                new UpstreamToken.Bearer(new Secret(user)),
                Clock.systemUTC().instant().plus(Duration.ofSeconds(20)));
    }

    /** Wants the current token and the session of whoever asks. */
    private static final class Gateway {

        private volatile String token = "first-token-of-the-gateway";
        private volatile boolean refusesAll;

        Reply answer(Request request) {
            if (refusesAll) {
                return LoopbackServer.json(401, "{}");
            }
            String user = request.headers().getOrDefault("Authorization", "").replace("Bearer ", "");
            Map<String, String> headers = request.headers();
            if ("Fetch".equals(headers.get("X-CSRF-Token"))) {
                return LoopbackServer.json(
                        200,
                        "{}",
                        "X-CSRF-Token: " + token,
                        "Set-Cookie: SAP_SESSIONID=of-" + user + "; path=/; expires=Thu, 01-Jan-2037 00:00:01 GMT",
                        "set-cookie: sap-usercontext=sap-client=100; path=/");
            }
            if (request.method().equals("GET")) {
                return LoopbackServer.json(200, "{\"id\":\"1\"}");
            }
            boolean content = !token.isEmpty()
                    && token.equals(headers.get("X-CSRF-Token"))
                    && headers.getOrDefault("Cookie", "").contains("SAP_SESSIONID=of-" + user + ";");
            return content
                    ? LoopbackServer.json(201, "{\"id\":\"17\"}")
                    : LoopbackServer.json(
                            403, "{\"error\":\"CSRF token validation failed\"}", "X-CSRF-Token: Required");
        }
    }
}

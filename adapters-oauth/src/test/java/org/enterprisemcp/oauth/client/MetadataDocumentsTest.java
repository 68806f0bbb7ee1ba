package org.enterprisemcp.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webclient.spi.DnsResolver;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents about clients, from a server on loopback that answers under the name client.example. */
class MetadataDocumentsTest {

    private static final String GOOD = "\"client_name\":\"Claude\",\"redirect_uris\":[\"http://127.0.0.1/cb\"]";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MutableClock clock = new MutableClock();
    private volatile LoopbackServer.Reply reply = LoopbackServer.hangUp();
    private final LoopbackServer server = new LoopbackServer(request -> reply);
    private final String authority = server.baseUrl().replaceFirst("http://127.0.0.1", "client.example");
    private final String url = "http://" + authority + "client.json";

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://client.example/c               | https",
                "https://client.example                | path",
                "https://client.example/               | path",
                "https://client.example/?c             | path",
                "https://client.example/a/../c         | dot segment",
                "https://client.example/%2e%2e/c       | dot segment",
                "https://client.example/c#f            | fragment",
                "https://user@client.example/c         | user",
                "https://client.example:22/c           | port",
                "https://client.example:8443/c         | port",
                "https://client.example./c             | host",
                "https://client_1.example/c            | host",
                "https://cliänt.example/c              | ASCII",
                "https://localhost/c                   | DNS name",
                "https://client.localhost/c            | DNS name",
                "https://intranet/c                    | DNS name",
                "https://127.0.0.1/c                   | DNS name",
                "https://127.1/c                       | DNS name",
                "https://2130706433/c                  | DNS name",
                "https://0x7f000001/c                  | DNS name",
                "https://0x7f.0.0.0x1/c                | DNS name",
                "https://0177.0.0.1/c                  | DNS name",
                "https://017700000001/c                | DNS name",
                "https://169.254.169.254/c             | DNS name",
                "https://8.8.8.8/c                     | DNS name",
                "https://[::1]/c                       | DNS name",
                "https://[::ffff:10.0.0.1]/c           | DNS name",
                "https://[64:ff9b::a00:1]/c            | DNS name",
                "https://[2606:4700::1111]/c           | DNS name",
                "https://[fe80::1%25eth0]/c            | DNS name"
            })
    @DisplayName("AT-22, AS-43: refuses a URL that is not https on a name, before any look-up")
    void refusesAUrlThatIsNotHttpsOnAName(String id, String reason) {
        MetadataDocuments internet = new MetadataDocuments(Reach.INTERNET, Set.of(), clock);
        assertUnverified(reason, () -> internet.find(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "127.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1"
            })
    @DisplayName("AT-22: no spelling of loopback brings a connection to a listener there")
    void noSpellingOfLoopbackBringsAConnection(String host) {
        String id = "http://" + authority.replace("client.example", host) + "client.json";
        assertUnverified("DNS name", () -> documents(addresses("127.0.0.1")).find(id));
        assertUnverified("", () -> new MetadataDocuments(Reach.INTERNET, Set.of(), clock).find(id));
        assertUnverified(
                "", () -> new MetadataDocuments(Reach.INTERNET, Set.of(), clock).find(id.replace("http:", "https:")));
        assertThat(server.connections()).isZero();
    }

    @Test
    @DisplayName("AT-22: a public name that leads to loopback brings no connection, the second time neither")
    void aNameThatLeadsToLoopbackBringsNoConnection() {
        answer("{@}");
        assertUnverified(
                "not public",
                () -> documents(new PublicAddresses(_ -> all("127.0.0.1"))).find(url));
        assertUnverified(
                "not public",
                () -> documents(new PublicAddresses(_ -> all("1.1.1.1", "::1"))).find(url));
        assertThat(server.connections()).isZero();
        boolean[] checked = {false};
        MetadataDocuments rebound = documents((host, lookup) -> {
            if (checked[0]) {
                return new PublicAddresses(_ -> all("127.0.0.1")).resolveAddress(host, lookup);
            }
            checked[0] = true;
            return InetAddress.ofLiteral("127.0.0.1");
        });
        rebound.find(url);
        clock.advance(Duration.ofHours(1));
        // What it said before stands; nobody asks there again.
        assertThat(rebound.find(url).name()).isEqualTo("Claude");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("AT-22: asks no proxy, which would resolve the name once more, without the guard")
    void asksNoProxy() {
        ProxySelector machine = ProxySelector.getDefault();
        try (LoopbackServer proxy = new LoopbackServer(_ -> LoopbackServer.json(200, document("{@}")))) {
            URI where = URI.create(proxy.baseUrl());
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(where.getHost(), where.getPort())));
            answer("{@}");
            assertThat(documents().find(url).name()).isEqualTo("Claude");
            assertThat(proxy.connections()).isZero();
        } finally {
            ProxySelector.setDefault(machine);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @DisplayName("AS-43, AT-22: follows no redirect, to a private address neither")
    void followsNoRedirect(int status) {
        try (LoopbackServer elsewhere = new LoopbackServer(_ -> LoopbackServer.json(200, "{}"))) {
            reply = LoopbackServer.json(status, "{}", "Location: " + elsewhere.baseUrl() + "client.json");
            assertUnverified("status " + status, () -> documents().find(url));
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{@,\"client_secret\":\"s3cret\"}                            | client_secret",
                "{@,\"client_secret_expires_at\":0}                          | client_secret",
                "{@,\"token_endpoint_auth_method\":\"client_secret_basic\"}  | token_endpoint_auth_method",
                "{@,\"token_endpoint_auth_method\":\"client_secret_post\"}   | token_endpoint_auth_method",
                "{@,\"token_endpoint_auth_method\":\"client_secret_jwt\"}    | token_endpoint_auth_method",
                "{@,\"token_endpoint_auth_method\":\"private_key_jwt\"}      | jwks",
                "{@,\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":[]}} | public keys",
                "{@,\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}} | public keys",
                "{@,\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{},\"jwks_uri\":\"https://a.b/c\"} | jwks",
                "{\"client_id\":\"U\",\"redirect_uris\":[\"https://a.b/cb\"]} | client_name",
                "{\"client_id\":\"U\",\"client_name\":\"  \",\"redirect_uris\":[\"https://a.b/cb\"]} | client_name",
                "{\"client_id\":\"U\",\"client_name\":\"Claude\"}            | redirect_uris",
                "{\"client_id\":\"U\",\"client_name\":\"Claude\",\"redirect_uris\":[\"javascript:x\"]} | redirect_uris[0]",
                "{\"client_id\":\"U/\",$}                                    | client_id",
                "{\"client_id\":\"http://CLIENT.example/client.json\",$}     | client_id",
                "{\"client_id\":7,$}                                         | client_id",
                "{$}                                                         | client_id",
                "{@,\"client_id\":\"U\"}                                     | read",
                "{@,\"grant_types\":[\"implicit\"]}                          | grant_types",
                "[@]                                                         | read",
                "7                                                           | JSON object",
                "<html>                                                      | read",
                "                                                            | read"
            })
    @DisplayName("AS-42, AS-43: refuses a document that is not as it must be")
    void refusesADocumentThatIsNotAsItMustBe(String document, String reason) {
        answer(document == null ? "" : document);
        assertUnverified(reason, () -> documents().find(url));
    }

    @Test
    @DisplayName("AS-42, AS-43: refuses every answer but 200 with JSON of five kilobytes at most")
    void refusesEveryAnswerBut200WithJson() {
        String good = document("{@}");
        for (int status : new int[] {201, 204, 404, 500}) {
            reply = LoopbackServer.json(status, good);
            assertUnverified("status " + status, () -> documents().find(url));
        }
        reply = LoopbackServer.html(200, good);
        assertUnverified("Content-Type", () -> documents().find(url));
        reply = LoopbackServer.bytes(200, good.getBytes(StandardCharsets.UTF_8));
        assertUnverified("Content-Type", () -> documents().find(url));
        reply = LoopbackServer.json(200, good + " ".repeat(5 * 1024));
        assertUnverified("5120 bytes", () -> documents().find(url));
        reply = LoopbackServer.endless(200);
        assertUnverified("5120 bytes", () -> documents().find(url));
        reply = LoopbackServer.json(200, good + " ".repeat(5 * 1024 - good.length()));
        assertThat(documents().find(url).name()).isEqualTo("Claude");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{",
                "nonsense\r\n\r\n"
            })
    void refusesAnAnswerThatBreaksOff(String begin) {
        reply = LoopbackServer.rawThenClose(begin);
        assertUnverified("", () -> documents().find(url));
    }

    @Test
    void givesUpOnADocumentThatDoesNotComeInTime() {
        reply = LoopbackServer.silence(new LoopbackServer.Request(1, "", "", Map.of(), ""));
        MetadataDocuments hasty =
                new MetadataDocuments(fetch(addresses("127.0.0.1"), Duration.ofMillis(200)), Set.of(), clock);
        assertUnverified("in time", () -> hasty.find(url));
        answer("{@}");
        assertThat(hasty.find(url).name()).isEqualTo("Claude");
    }

    @Test
    void asksOnlyTheHostsThatTheOperatorAllows() {
        answer("{@}");
        Set<String> allowed = Set.of("Claude.ai");
        MetadataDocuments documents = new MetadataDocuments(fetch(addresses("127.0.0.1"), PATIENCE), allowed, clock);
        assertUnverified("operator", () -> documents.find(url));
        assertUnverified("operator", () -> documents.find(url.replace("client.example", "sub.claude.ai")));
        assertThat(server.connections()).isZero();
        String known = url.replace("client.example", "claude.ai");
        reply = LoopbackServer.json(200, "{\"client_id\":\"" + known + "\"," + GOOD + "}");
        assertThat(documents.find(known).origin()).isEqualTo(new Client.Origin.Document("claude.ai"));
    }

    @Test
    void onLoopbackReachesNothingElse() {
        MetadataDocuments loopback = new MetadataDocuments(Reach.LOOPBACK, Set.of(), clock);
        for (String id : List.of(
                "https://client.example/c", "http://client.example/c", "http://127.0.0.1/", "http://10.0.0.1/c")) {
            assertUnverified("loopback", () -> loopback.find(id));
        }
        String id = server.baseUrl() + "client.json";
        reply = LoopbackServer.json(200, "{\"client_id\":\"" + id + "\"," + GOOD + "}");
        assertThat(loopback.find(id).name()).isEqualTo("Claude");
    }

    @Test
    @DisplayName("AS-42: the document says who the client is; what is meant for other servers is left out")
    void theDocumentSaysWhoTheClientIs() {
        answer("{@,\"grant_types\":[\"authorization_code\",\"urn:ietf:params:oauth:grant-type:device_code\"],"
                + "\"scope\":\"openid mcp:read\",\"logo_uri\":\"https://evil.example/x\"}");
        Client client = documents().find(url);
        assertThat(client.id()).isEqualTo(url);
        assertThat(client.origin()).isEqualTo(new Client.Origin.Document("client.example"));
        assertThat(client.redirectUris()).containsExactly("http://127.0.0.1/cb");
        assertThat(client.grantTypes()).containsExactly("authorization_code");
        assertThat(client.scopes()).containsExactly(Scope.READ);
        assertThat(client.keys()).isEmpty();
        LoopbackServer.Request request = server.requests().getFirst();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).isEqualTo("/client.json");
        assertThat(request.headers())
                .containsEntry("Host", authority.replace("/", ""))
                .doesNotContainKey("Cookie");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-None: 1                                | 60",
                "Cache-Control: no-store                  | 60",
                "Cache-Control: max-age=0                 | 60",
                "Cache-Control: max-age=10                | 60",
                "Cache-Control: no-cache, max-age=600     | 60",
                "Cache-Control: public, max-age=600       | 600",
                "cache-control: MAX-AGE=\"600\"           | 600",
                "Cache-Control: s-maxage=9, max-age=600   | 600",
                "Cache-Control: max-age=999999999         | 86400",
                "Cache-Control: max-age=-5                | 60",
            })
    @DisplayName("AS-42: keeps a document as long as its headers say, a minute at least and a day at most")
    void keepsADocumentAsLongAsItsHeadersSay(String header, long seconds) {
        reply = LoopbackServer.json(200, document("{@}"), header);
        MetadataDocuments documents = documents();
        Client client = documents.find(url);
        clock.advance(Duration.ofSeconds(seconds - 1));
        assertThat(documents.find(url)).isEqualTo(client);
        assertThat(server.requests()).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        documents.find(url);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    @DisplayName("AS-42: keeps no error")
    void keepsNoError() {
        reply = LoopbackServer.json(500, "{}", "Cache-Control: max-age=600");
        MetadataDocuments documents = documents();
        assertUnverified("status 500", () -> documents.find(url));
        answer("{@}");
        assertThat(documents.find(url).name()).isEqualTo("Claude");
    }

    @Test
    void anOutageOfTheDocumentsHostLogsNobodyOut() {
        answer("{@}");
        MetadataDocuments documents = documents();
        documents.find(url);
        reply = LoopbackServer.json(500, "{}");
        clock.advance(Duration.ofHours(1));
        assertThat(documents.find(url).name()).isEqualTo("Claude");
        clock.advance(Duration.ofHours(25));
        assertUnverified("status 500", () -> documents.find(url));
    }

    @Test
    void fetchesADocumentOnceForAllWhoWantItAtTheSameTime() throws Exception {
        CountDownLatch all = new CountDownLatch(50);
        LoopbackServer.Reply good = LoopbackServer.json(200, document("{@}"));
        reply = (OutputStream out) -> {
            all.await();
            return good.writeTo(out);
        };
        MetadataDocuments documents = documents();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Client>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(callers.submit(() -> {
                    all.countDown();
                    return documents.find(url);
                }));
            }
            for (Future<Client> answer : answers) {
                assertThat(answer.get().name()).isEqualTo("Claude");
            }
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    private void answer(String document) {
        reply = LoopbackServer.json(200, document(document));
    }

    private String document(String pattern) {
        return pattern.replace("@", "\"client_id\":\"U\",$")
                .replace("\"U", "\"" + url)
                .replace("$", GOOD);
    }

    private MetadataDocuments documents() {
        return documents(addresses("127.0.0.1"));
    }

    private MetadataDocuments documents(DnsResolver resolver) {
        return new MetadataDocuments(fetch(resolver, PATIENCE), Set.of(), clock);
    }

    private static DocumentFetch fetch(DnsResolver resolver, Duration patience) {
        return new DocumentFetch(DocumentUrl::checkHostAndPath, resolver, patience);
    }

    private static DnsResolver addresses(String literal) {
        return (host, lookup) -> InetAddress.ofLiteral(literal);
    }

    private static InetAddress[] all(String... literals) {
        return Arrays.stream(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private static void assertUnverified(String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(OAuthRefusal.class, refusal -> {
            assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_CLIENT);
            assertThat(refusal.description()).isEqualTo("The client could not be verified.");
            assertThat(refusal.getMessage()).contains(reason).doesNotContain("s3cret", "client.example");
        });
    }
}

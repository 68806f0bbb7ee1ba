package org.enterprisemcp.oauth.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.enterprisemcp.testkit.Browser;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More than honest clients send: larger, more often, or more slowly. */
class FloodTest {

    private static final int BATCH = 50;
    private static final int MEBIBYTE = 1 << 20;

    private final ProxyUnderTest proxy = new ProxyUnderTest();
    private final String client = proxy.register();

    @AfterEach
    void stop() {
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/register", "/token", "/revoke"})
    @DisplayName("AT-26: reads no body of a mebibyte")
    void readsNoHugeBody(String path) {
        String type = path.equals("/register") ? "application/json" : "application/x-www-form-urlencoded";
        assertThat(proxy.post(path, type, "x".repeat(MEBIBYTE)).status()).isEqualTo(413);
        assertThat(proxy.tokens(client).access()).isNotEmpty();
    }

    @Test
    @DisplayName("AT-26: reads no consent form of a mebibyte, no endless URL and no header of five mebibytes")
    void readsNothingElseThatIsHuge() throws IOException {
        HttpReply consent = proxy.browser()
                .post("/consent", Map.of("transaction", "x".repeat(MEBIBYTE)), Map.of("Origin", proxy.urls.base()));
        assertThat(consent.status()).isEqualTo(413);
        assertThat(proxy.authorizeWith(client, "state", "x".repeat(10_000)).status())
                .isEqualTo(414);
        assertNotRead("GET /authorize?state=" + "x".repeat(5 * MEBIBYTE) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        assertNotRead(
                "GET /authorize HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Large: " + "x".repeat(5 * MEBIBYTE) + "\r\n\r\n");
        assertThat(proxy.tokens(client).access()).as("all others are served").isNotEmpty();
    }

    /** The server answers with a refusal and closes, perhaps so early that the client never gets to read it. */
    private void assertNotRead(String request) throws IOException {
        String answer = "";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            answer = line(socket.getInputStream());
        } catch (SocketException closed) {
            assertThat(closed).hasMessageMatching("(?i).*(broken pipe|reset).*");
        }
        assertThat(answer).matches("(HTTP/1.1 4.*)?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "/register", "/consent"})
    @DisplayName("AT-37: waits ten seconds for a body that comes byte by byte, and closes the connection")
    void waitsForNoSlowBody(String path) throws IOException {
        String type = path.equals("/register") ? "application/json" : "application/x-www-form-urlencoded";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: " + proxy.urls.base()
                            + "\r\nContent-Type: " + type + "\r\nContent-Length: 5000\r\n\r\n")
                    .getBytes(ISO_8859_1));
            socket.setSoTimeout(20);
            String answer = "";
            for (int sent = 0; sent < 500 && answer.isEmpty(); sent++) {
                out.write('x');
                proxy.clock.advance(Duration.ofSeconds(1));
                answer = whatCame(socket);
            }
            assertThat(answer).startsWith("HTTP/1.1 408");
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().readAllBytes())
                    .as("then it is closed")
                    .isNotNull();
        }
    }

    private static String whatCame(Socket socket) throws IOException {
        try {
            byte[] begin = socket.getInputStream().readNBytes(12);
            return new String(begin, ISO_8859_1);
        } catch (SocketTimeoutException nothingYet) {
            return "";
        }
    }

    @Test
    @DisplayName("AT-27: ten thousand registrations leave nothing behind")
    void tenThousandRegistrationsLeaveNothingBehind() throws IOException {
        String body = "{\"client_name\":\"Flood\",\"redirect_uris\":[\"https://flood.example/callback\"]}";
        String request = "POST /register HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        flood(request, 1_000, Duration.ofMillis(10));
        long before = usedMemory();
        assertThat(flood(request, 10_000, Duration.ofMillis(10))).isEqualTo(Map.of(201, 10_000));
        assertThat(usedMemory() - before).isLessThan(8L * MEBIBYTE);
        assertThat(proxy.stored()).isZero();
    }

    @Test
    @DisplayName("AT-27: above the ceiling registrations wait, and clients that there are do not")
    void keepsNobodyFromSigningIn() throws IOException {
        String body = "{\"redirect_uris\":[\"https://flood.example/callback\"]}";
        String request = "POST /register HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        assertThat(flood(request, 3_000, Duration.ZERO)).isEqualTo(Map.of(201, 1_999, 429, 1_001));
        HttpReply refused = proxy.post("/register", "application/json", body);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(proxy.call(proxy.tokens(client).access()).status()).isEqualTo(200);
        proxy.clock.advance(Duration.ofSeconds(10));
        assertThat(proxy.post("/register", "application/json", body).status()).isEqualTo(201);
    }

    @Test
    @DisplayName("AT-28: a hundred thousand authorization requests are stored nowhere, and wait above the ceiling")
    void storesNoAuthorizationRequest() throws IOException {
        Browser early = proxy.browser();
        HttpReply page = proxy.authorize(early, ProxyUnderTest.authorization(client));
        String request = "GET /authorize?" + Browser.encoded(ProxyUnderTest.authorization(client))
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        long before = usedMemory();
        assertThat(flood(request, 100_000, Duration.ZERO)).isEqualTo(Map.of(200, 1_999, 429, 98_001));
        assertThat(usedMemory() - before).isLessThan(8L * MEBIBYTE);
        assertThat(proxy.stored()).isZero();
        assertThat(proxy.get("/authorize").header("Retry-After")).isPresent();

        HttpReply sent = early.submit(page, "/consent", "decision", "allow");
        assertThat(proxy.comeBack(early, sent.header("Location").orElseThrow(), "")
                        .status())
                .as("who was on the way goes on")
                .isEqualTo(302);
    }

    /** Sends a request so often on one connection, many at a time; how often each status came back. */
    private Map<Integer, Integer> flood(String request, int times, Duration between) throws IOException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port)) {
            socket.setSoTimeout(30_000);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            byte[] batch = request.repeat(BATCH).getBytes(ISO_8859_1);
            for (int sent = 0; sent < times; sent += BATCH) {
                proxy.clock.advance(between.multipliedBy(BATCH));
                socket.getOutputStream().write(batch);
                for (int answer = 0; answer < BATCH; answer++) {
                    statuses.merge(status(in), 1, Integer::sum);
                }
            }
        }
        return statuses;
    }

    private static int status(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        long length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(line.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

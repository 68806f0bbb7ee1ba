package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.KeptConnection;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InFlightTest {

    private static final byte[] NO_BODY = {};

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final InFlight inFlight = new InFlight(Clock.systemUTC());

    @Test
    void answersTheCallInFlightAndRefusesTheNextWhileItStops() throws Exception {
        WebServer server = server();
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = CompletableFuture.supplyAsync(() -> get(server, "/slow"), background);
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            var drained = CompletableFuture.runAsync(() -> inFlight.drain(Duration.ofSeconds(20)), background);
            while (!inFlight.draining()) {
                Thread.onSpinWait();
            }

            HttpReply refused = get(server, "/fast");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).contains("1");
            assertThat(get(server, "/health/live").status()).isEqualTo(200);
            assertThat(drained).isNotDone();

            release.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            drained.get(10, TimeUnit.SECONDS);
        } finally {
            server.stop();
        }
    }

    @Test
    void doesNotWaitForeverForACallThatHangs() throws Exception {
        WebServer server = server();
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = CompletableFuture.supplyAsync(() -> get(server, "/slow"), background);
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(inFlight.drain(Duration.ofMillis(50))).isFalse();
            assertThat(hanging).isNotDone();
            release.countDown();
            assertThat(hanging.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(inFlight.drain(Duration.ofSeconds(10))).isTrue();
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 500_000})
    void refusesOnAKeptConnectionAndClosesItSoThatTheRefusalArrives(int length) throws Exception {
        WebServer server = server();
        try (KeptConnection connection = new KeptConnection(server.port())) {
            assertThat(connection.send("GET", "/fast", Map.of(), NO_BODY).header("Connection"))
                    .contains("keep-alive");
            inFlight.refuse();
            HttpReply refused = connection.send("POST", "/fast", Map.of(), new byte[length]);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).contains("1");
            assertThat(refused.header("Connection")).contains("close");
            assertThat(connection.isClosedByServer()).isTrue();
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /fast, 0", "POST, /unread, 100", "POST, /unread, 500000", "GET, /stream, 0"})
    void answersWhileItLeavesAndClosesTheConnection(String method, String path, int length) throws Exception {
        WebServer server = server();
        try (KeptConnection connection = new KeptConnection(server.port())) {
            inFlight.leave(Duration.ZERO);
            assertThat(inFlight.draining()).isTrue();
            HttpReply reply = connection.send(method, path, Map.of(), new byte[length]);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo("done");
            assertThat(reply.header("Connection")).contains("close");
            assertThat(connection.isClosedByServer()).isTrue();
        } finally {
            server.stop();
        }
    }

    @Test
    void closesNoConnectionThatItHasNotToldOfIt() throws Exception {
        WebServer server = server();
        try (KeptConnection connection = new KeptConnection(server.port())) {
            inFlight.leave(Duration.ZERO);
            HttpReply nothing = connection.send("GET", "/nowhere", Map.of(), NO_BODY);
            assertThat(nothing.status()).isEqualTo(404);
            assertThat(nothing.header("Connection")).contains("keep-alive");
            assertThat(connection.send("GET", "/fast", Map.of(), NO_BODY).header("Connection"))
                    .contains("close");
        } finally {
            server.stop();
        }
    }

    @Test
    @Timeout(20)
    void staysForThoseOnlyWhoAreStillSentHere() throws Exception {
        assertThat(inFlight.linger(Duration.ofHours(1), Duration.ofHours(1))).isFalse();
        WebServer server = server();
        try (KeptConnection connection = new KeptConnection(server.port())) {
            inFlight.refuse();
            connection.send("GET", "/fast", Map.of(), NO_BODY);
            assertThat(inFlight.linger(Duration.ofMillis(10), Duration.ofHours(1)))
                    .isTrue();
            assertThat(inFlight.linger(Duration.ofHours(1), Duration.ofHours(1)))
                    .isFalse();
        } finally {
            server.stop();
        }
    }

    private WebServer server() {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(routing -> routing.addFilter(inFlight)
                        .get("/slow", (request, response) -> {
                            inside.countDown();
                            release.await();
                            response.send("done");
                        })
                        .any("/fast", (request, response) -> response.send("done"))
                        .post("/unread", (request, response) -> response.send("done"))
                        .get("/stream", (request, response) -> {
                            try (OutputStream out = response.outputStream()) {
                                for (byte next : "done".getBytes(StandardCharsets.UTF_8)) {
                                    out.write(next);
                                    out.flush();
                                }
                            }
                        })
                        .get("/health/live", (request, response) -> response.send("up")))
                .build()
                .start();
    }

    private static HttpReply get(WebServer server, String path) {
        return new RawHttp(server.port()).send("GET", path, Map.of(), new byte[0]);
    }
}

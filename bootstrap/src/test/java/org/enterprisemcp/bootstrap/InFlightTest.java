package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final InFlight inFlight = new InFlight();

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
            inFlight.drain(Duration.ofMillis(50));
            assertThat(hanging).isNotDone();
            release.countDown();
            assertThat(hanging.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
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
                        .get("/fast", (request, response) -> response.send("done"))
                        .get("/health/live", (request, response) -> response.send("up")))
                .build()
                .start();
    }

    private static HttpReply get(WebServer server, String path) {
        return new RawHttp(server.port()).send("GET", path, Map.of(), new byte[0]);
    }
}

package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine as a whole: its places, its waits and its end. */
@Timeout(20)
class RestEngineTest {

    @Test
    void refusesTheCallForWhichThereIsNoPlaceInTime() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        EngineOptions onePlace = EngineOptions.defaults(Duration.ofSeconds(5), Duration.ofSeconds(30), 1);
        try (LoopbackServer server = new LoopbackServer(_ -> {
                    arrived.countDown();
                    return out -> {
                        goOn.await();
                        return LoopbackServer.json(200, "{}").writeTo(out);
                    };
                });
                TestEngine engine = new TestEngine(server, onePlace)) {
            CompletableFuture<RestAnswer> first = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> first.complete(engine.call(RetrySafety.READ)));
            arrived.await();
            engine.deadline = Duration.ofMillis(50);
            McpServerException refused = engine.failureOf(RetrySafety.READ);
            goOn.countDown();

            assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMIT);
            assertThat(refused.retryAfter()).isPresent();
            assertThat(refused.facts().attempts()).isZero();
            assertThat(first.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void countsAFailedHandshakeAsNotSent() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                TestEngine engine = new TestEngine(
                        "https://127.0.0.1:" + plain.getLocalPort() + "/", TestEngine.options(Duration.ofSeconds(5)))) {
            Thread.ofVirtual().start(() -> answerInPlainText(plain));
            McpServerException failure = engine.failureOf(RetrySafety.CREATE);

            assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION);
            assertThat(failure.safeMessage())
                    .isEqualTo("The upstream could not be called. No secure connection could be agreed on (TLS).");
            assertThat(failure.facts().attempts()).isEqualTo(4);
        }
    }

    @Test
    void endsTheCallsInFlightWhenItIsClosed() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (LoopbackServer server = new LoopbackServer(request -> {
            arrived.countDown();
            return LoopbackServer.silence(request);
        })) {
            assertThat(codeAfterClosing(server, arrived, "DELETE", RetrySafety.DELETE))
                    .isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void endsTheWaitsBetweenAttemptsWhenItIsClosed() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (LoopbackServer server = new LoopbackServer(_ -> {
            answered.countDown();
            return LoopbackServer.json(429, "{}", "Retry-After: 9");
        })) {
            assertThat(codeAfterClosing(server, answered, "GET", RetrySafety.READ))
                    .isIn(ErrorCode.CONNECTION, ErrorCode.SERVER);
        }
    }

    private static ErrorCode codeAfterClosing(
            LoopbackServer server, CountDownLatch signal, String method, RetrySafety safety)
            throws InterruptedException, ExecutionException, TimeoutException {
        RestEngine engine = new RestEngine(TestEngine.options(Duration.ofSeconds(20)), Clock.systemUTC());
        CompletableFuture<ErrorCode> code = new CompletableFuture<>();
        CallScope scope = new CallScope(
                new Target(Optional.empty(), new BaseUrl(server.baseUrl())),
                new UpstreamToken.Anonymous(),
                Clock.systemUTC().instant().plusSeconds(30));
        RestRequest request = RestRequest.of("x", safety, method, URI.create(server.baseUrl() + "x"));
        Thread.ofVirtual().start(() -> {
            try {
                engine.call(scope, request, TestEngine.BY_STATUS);
            } catch (McpServerException failure) {
                code.complete(failure.code());
            }
        });
        signal.await();
        engine.close();
        return code.get(5, TimeUnit.SECONDS);
    }

    private static void answerInPlainText(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket socket = plain.accept()) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (IOException clientWentAway) {
                // That is what the test is about.
            }
        }
    }
}

package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream can do to the wire, and that none of it hangs, floods or fools a call. */
@Timeout(20)
class WireTest {

    private static final int CAP = 20_000;

    @Test
    void refusesAnAnswerThatIsTooLarge() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(200, "\"" + "x".repeat(CAP) + "\""));
                TestEngine engine = new TestEngine(server, TestEngine.withMaxBody(CAP))) {
            McpServerException failure = engine.failureOf(RetrySafety.READ);

            assertThat(failure.code()).isEqualTo(ErrorCode.VALIDATION);
            assertThat(failure.safeMessage()).contains("larger than 20000 bytes");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void acceptsAnAnswerThatJustFits() {
        try (LoopbackServer server =
                        new LoopbackServer(_ -> LoopbackServer.json(200, "\"" + "x".repeat(CAP - 2) + "\""));
                TestEngine engine = new TestEngine(server, TestEngine.withMaxBody(CAP))) {
            assertThat(engine.call(RetrySafety.READ).body().textValue()).hasSize(CAP - 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void givesUpAnEndlessBodyInsteadOfDrainingIt(int status) {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.endless(status));
                TestEngine engine = new TestEngine(server, TestEngine.withMaxBody(CAP))) {
            long begin = System.nanoTime();
            assertThat(engine.failureOf(RetrySafety.READ).code()).isEqualTo(ErrorCode.VALIDATION);
            // Draining would go on until the attempt's five seconds are over.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void endsABodyThatDripsOneByteAfterTheOther() {
        CountDownLatch never = new CountDownLatch(1);
        try (LoopbackServer server = new LoopbackServer(_ -> out -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    while (!never.await(10, TimeUnit.MILLISECONDS)) {
                        out.write(' ');
                        out.flush();
                    }
                    return false;
                });
                TestEngine engine = new TestEngine(server, TestEngine.options(Duration.ofMillis(150)))) {
            engine.deadline = Duration.ofSeconds(1);
            long begin = System.nanoTime();
            McpServerException failure = engine.failureOf(RetrySafety.READ);

            assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void noticesABodyThatIsCutOff() {
        try (LoopbackServer server = new LoopbackServer(
                        _ -> LoopbackServer.rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"id\":"));
                TestEngine engine = new TestEngine(server)) {
            assertThat(engine.failureOf(RetrySafety.READ).code()).isEqualTo(ErrorCode.SERVER);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void countsAWriteAsDoneWhenOnlyItsAnswersBodyWasLost() {
        try (LoopbackServer server = new LoopbackServer(_ ->
                        LoopbackServer.rawThenClose("HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{\"id\":"));
                TestEngine engine = new TestEngine(server)) {
            RestAnswer answer = engine.call(RetrySafety.CREATE);

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body().isMissingNode()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void countsAWriteAsDoneWhenItsAnswerIsTooLarge() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.endless(201));
                TestEngine engine = new TestEngine(server, TestEngine.withMaxBody(CAP))) {
            long begin = System.nanoTime();
            assertThat(engine.call(RetrySafety.CREATE).status()).isEqualTo(201);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void sendsAWriteExactlyOnceOverAConnectionThatTheServerClosedWhileItLayIdle() throws InterruptedException {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(201, "{\"id\":1}"));
                TestEngine engine = new TestEngine(server)) {
            engine.call(RetrySafety.CREATE);
            server.hangUpOnEverybody();
            letTheConnectionLieIdle();

            assertThat(engine.call(RetrySafety.CREATE).facts().attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void reusesAConnection() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.bytes(
                        200, gzipped("{}"), "Content-Encoding: gzip", "Content-Type: application/json"));
                TestEngine engine = new TestEngine(server)) {
            for (int i = 0; i < 5; i++) {
                engine.call(RetrySafety.READ);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void followsNoRedirect(int status) {
        try (LoopbackServer elsewhere = new LoopbackServer(_ -> LoopbackServer.json(200, "{}"));
                LoopbackServer server = new LoopbackServer(
                        _ -> LoopbackServer.json(status, "{}", "Location: " + elsewhere.baseUrl() + "stolen"));
                TestEngine engine = new TestEngine(server)) {
            McpServerException failure = engine.failureOf(RetrySafety.CREATE);

            assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(failure.safeMessage()).contains("redirects").doesNotContain("stolen");
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void doesNotClaimToKnowWhatASeeOtherMeansForAWrite() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(303, "{}", "Location: /done"));
                TestEngine engine = new TestEngine(server)) {
            assertThat(engine.failureOf(RetrySafety.CREATE).code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        }
    }

    @Test
    void refusesAFloodOfHeaders() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.rawThenClose(
                        "HTTP/1.1 200 OK\r\n" + "X-Flood: y\r\n".repeat(5_000) + "Content-Length: 2\r\n\r\n{}"));
                TestEngine engine = new TestEngine(server)) {
            assertThat(engine.failureOf(RetrySafety.READ).code()).isEqualTo(ErrorCode.SERVER);
        }
    }

    @Test
    void unpacksGzip() {
        try (LoopbackServer server = new LoopbackServer(
                        _ -> LoopbackServer.bytes(200, gzipped("{\"amount\":10.50}"), "Content-Encoding: gzip"));
                TestEngine engine = new TestEngine(server)) {
            assertThat(engine.call(RetrySafety.READ).body().at("/amount").decimalValue())
                    .hasToString("10.50");
            assertThat(server.requests().getFirst().headers()).containsEntry("Accept-Encoding", "gzip");
        }
    }

    @Test
    void refusesAZipBombByWhatComesOutOfIt() {
        byte[] bomb = gzipped(" ".repeat(20_000_000));
        try (LoopbackServer server =
                        new LoopbackServer(_ -> LoopbackServer.bytes(200, bomb, "Content-Encoding: gzip"));
                TestEngine engine = new TestEngine(server)) {
            assertThat(bomb.length).isLessThan(100_000);
            assertThat(engine.failureOf(RetrySafety.READ).code()).isEqualTo(ErrorCode.VALIDATION);
        }
    }

    @Test
    void endsPromptlyWhenTheCallingThreadIsInterrupted() {
        CountDownLatch arrived = new CountDownLatch(1);
        try (LoopbackServer server = new LoopbackServer(request -> {
                    arrived.countDown();
                    return LoopbackServer.silence(request);
                });
                TestEngine engine = new TestEngine(server)) {
            CompletableFuture<McpServerException> failure = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = Thread.ofVirtual().start(() -> {
                failure.complete(engine.failureOf(RetrySafety.CREATE));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            arrived.await();
            long begin = System.nanoTime();
            caller.interrupt();

            assertThat(failure.get(5, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
            assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests()).hasSize(1);
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void showsTheCredentialAndWhoItIs() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(200, "{}"));
                TestEngine engine = new TestEngine(server)) {
            engine.call(RetrySafety.READ);
            engine.token = new UpstreamToken.ApiKey("X-API-Key", new Secret("k3y"));
            engine.call(RetrySafety.READ);
            engine.token = new UpstreamToken.Basic("user", new Secret("pa:ss"));
            engine.call(RetrySafety.READ);
            engine.token = new UpstreamToken.Anonymous();
            engine.call(RetrySafety.READ);

            assertThat(server.requests())
                    .extracting(request -> request.headers().get("Authorization"))
                    .containsExactly("Bearer s3cret-token", null, "Basic dXNlcjpwYTpzcw==", null);
            Request keyed = server.requests().get(1);
            assertThat(keyed.headers())
                    .containsEntry("X-API-Key", "k3y")
                    .containsEntry("User-Agent", "enterprise-mcp")
                    .containsEntry("Accept", "application/json")
                    .doesNotContainKey("Cookie");
        }
    }

    @Test
    void refusesACredentialThatWouldBreakOutOfItsHeader() {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(200, "{}"));
                TestEngine engine = new TestEngine(server)) {
            engine.token = new UpstreamToken.Bearer(new Secret("abc\r\nX-Admin: 1"));
            McpServerException failure = engine.failureOf(RetrySafety.READ);

            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_CREDENTIALS);
            assertThat(failure.toMap().toString()).doesNotContain("X-Admin");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void doesNotPassOnAnErrorThatRepeatsTheCredential() {
        Dialect talkative =
                (answer, _) -> new Refusal(OutcomeKind.VALIDATION, Refusal.Repeat.NEVER, answer.errorText(), List.of());
        try (LoopbackServer server =
                        new LoopbackServer(_ -> LoopbackServer.json(400, "{\"message\":\"bad s3cret-token\"}"));
                TestEngine engine = new TestEngine(server)) {
            McpServerException failure = engine.failureOf(engine.request(RetrySafety.READ), talkative);

            assertThat(failure.toMap().toString()).doesNotContain("s3cret-token");
        }
    }

    /** The client looks again at a pooled connection after 50 ms of idleness by a clock of its own, so they have to pass. */
    private static void letTheConnectionLieIdle() throws InterruptedException {
        assertThat(new CountDownLatch(1).await(80, TimeUnit.MILLISECONDS)).isFalse();
    }

    private static byte[] gzipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }
}

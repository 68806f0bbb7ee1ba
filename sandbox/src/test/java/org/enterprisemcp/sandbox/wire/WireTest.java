package org.enterprisemcp.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.enterprisemcp.sandbox.wire.Fault.Kind;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireTest {

    private final EchoServer server = new EchoServer();
    private final SandboxControl control = server.control;
    private final RawHttp http = new RawHttp(server.port());

    @BeforeEach
    void startAfresh() {
        control.reset();
        server.first(request -> request);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void refusesABodyThatIsTooLongBeforeItDoesAnything() {
        HttpReply reply = http.send("POST", "/a/things", Map.of(), new byte[1_024 * 1_024 + 1]);
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.json().path("refused").asInt()).isEqualTo(413);
        assertThat(server.created()).isZero();
    }

    @Test
    void refusesWhoFindsNoSlotWhileOtherAccountsGoOn() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        server.first(request -> request.path().equals("/a/slow") ? waiting(mayGoOn, request) : request);
        control.limitConcurrency(1);
        try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = CompletableFuture.supplyAsync(() -> send("POST", "/a/slow"), background);
            while (control.journal().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(send("GET", "/a/things").status()).isEqualTo(429);
            assertThat(send("GET", "/b/things").status()).isEqualTo(201);
            mayGoOn.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
        }
        // A slot is free once the last byte is out, which the client may read a little earlier.
        while (send("GET", "/a/things").status() == 429) {
            Thread.onSpinWait();
        }
        assertThat(control.journal()).hasSizeGreaterThanOrEqualTo(4);
    }

    private static Request waiting(CountDownLatch latch, Request request) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return request;
    }

    @Test
    void befallsOnlyWhatWasAimedAt() {
        control.inject(Fault.of(Kind.EXPIRED_TOKEN, "", "/", 1)
                .matching(Pattern.compile("/things/[0-9]+"))
                .onAccount("b"));
        assertThat(send("GET", "/a/things/1").status()).isEqualTo(201);
        assertThat(send("GET", "/b/things/x").status()).isEqualTo(201);
        assertThat(send("PATCH", "/b/things/1").status()).isEqualTo(401);
        assertThat(send("PATCH", "/b/things/1").status()).isEqualTo(201);
    }

    @Test
    void throwsTheSameDiceForTheSameSeed() {
        Fault sometimes = Fault.of(Kind.CONCURRENCY, "GET", "/", 1_000).sometimes(0.5, 7);
        control.inject(sometimes);
        List<Integer> first = statuses();
        control.heal();
        control.inject(sometimes);
        assertThat(statuses()).isEqualTo(first).contains(429, 201);
    }

    private List<Integer> statuses() {
        return IntStream.range(0, 20)
                .mapToObj(each -> send("GET", "/a/things").status())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS, 503, 0", "ERROR, 503, 0", "CONCURRENCY, 429, 0", "HTML, 502, 0", "EXPIRED_TOKEN, 401, 0",
        "REVOKED_REFRESH_TOKEN, 400, 0", "REDIRECT, 302, 0", "DELAY, 201, 1", "SLOW_BODY, 201, 1",
                "NO_LOCATION, 201, 1",
        "RELATIVE_LOCATION, 201, 1", "WRONG_CONTENT_TYPE, 201, 1"
    })
    void doesTheWorkOnceOrNotAtAll(Kind kind, int status, int created) {
        control.inject(Fault.of(kind, "POST", "/things", 1));
        HttpReply reply = send("POST", "/a/things");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("X-Dressed")).contains("yes");
        assertThat(server.created()).isEqualTo(created);
    }

    @Test
    void cutsTheConnectionBeforeOrAfterTheWork() {
        control.inject(Fault.of(Kind.RESET_BEFORE, "POST", "/things", 1));
        assertThatThrownBy(() -> send("POST", "/a/things")).isInstanceOf(UncheckedIOException.class);
        assertThat(server.created()).isZero();
        control.inject(Fault.of(Kind.RESET_AFTER, "POST", "/things", 1));
        assertThatThrownBy(() -> send("POST", "/a/things")).isInstanceOf(UncheckedIOException.class);
        assertThat(server.created()).isEqualTo(1);
    }

    @Test
    void spoilsWhatTheAnswerSaysOfItself() {
        control.inject(Fault.of(Kind.NO_LOCATION, "POST", "/things", 1));
        assertThat(send("POST", "/a/things").header("Location")).isEmpty();
        control.inject(Fault.of(Kind.RELATIVE_LOCATION, "POST", "/things", 1));
        assertThat(send("POST", "/a/things").header("Location")).contains("/a/things/2");
        control.inject(Fault.of(Kind.WRONG_CONTENT_TYPE, "POST", "/things", 1));
        assertThat(send("POST", "/a/things").header("Content-Type")).contains("text/plain");
        control.inject(Fault.of(Kind.REVOKED_REFRESH_TOKEN, "POST", "/things", 1));
        assertThat(send("POST", "/a/things").json().path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void asksForPatienceInSecondsOrWithADate() {
        control.inject(Fault.status(503, Map.of("Retry-After", "7"), "GET", "/things", 1));
        assertThat(send("GET", "/a/things").header("Retry-After")).contains("7");
        control.inject(Fault.status(429, Map.of("Retry-After", "date+30"), "GET", "/things", 1));
        String date = send("GET", "/a/things").header("Retry-After").orElseThrow();
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .isEqualTo(server.clock.instant().plusSeconds(30));
    }

    @Test
    void answersAnythingWithAnyBody() {
        Fault odd = Fault.of(Kind.STATUS, "GET", "/things", 1)
                .answering(504, Map.of("Content-Type", "text/html"), "<html>");
        control.inject(odd);
        HttpReply reply = send("GET", "/a/things");
        assertThat(reply.status()).isEqualTo(504);
        assertThat(reply.header("Content-Type")).contains("text/html");
        assertThat(reply.text()).isEqualTo("<html>");
        control.inject(Fault.of(Kind.STATUS, "GET", "/things", 1).answering(500, Map.of(), ""));
        assertThat(send("GET", "/a/things").text()).isEmpty();
    }

    @Test
    void sendsAPageThatIsTooLong() {
        control.inject(Fault.of(Kind.HUGE_BODY, "GET", "/things", 1).sized(3_000_000));
        HttpReply reply = send("GET", "/a/things");
        assertThat(reply.text().length()).isGreaterThan(3_000_000);
        assertThat(reply.json().path("items").size()).isGreaterThan(1_000);
    }

    @Test
    void breaksAnAnswerOff() {
        String whole = send("GET", "/a/things").text();
        control.inject(Fault.of(Kind.TRUNCATED_BODY, "GET", "/things", 1));
        assertThat(send("GET", "/a/things").text()).hasSizeLessThan(whole.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gzip|true", "br, gzip;q=0.5|true", "GZIP|true", "gzip;q=0|false", "br|false", "identity|false"})
    void compressesForWhoReadsIt(String accepted, boolean compressed) throws Exception {
        control.inject(Fault.status(500, Map.of(), "GET", "/things", 1));
        for (int status : List.of(500, 201)) {
            HttpResponse<byte[]> reply = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/a/things"))
                                    .header("Accept-Encoding", accepted)
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(reply.statusCode()).isEqualTo(status);
            assertThat(reply.headers().firstValue("Content-Encoding").isPresent())
                    .isEqualTo(compressed);
            assertThat(compressed ? unpacked(reply.body()) : new String(reply.body(), StandardCharsets.UTF_8))
                    .startsWith("{");
        }
    }

    private static String unpacked(byte[] body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void keepsNoCredentialNoQueryAndNoBodyInItsJournal() {
        Map<String, String> headers = Map.of(
                "Authorization",
                "Bearer very-secret",
                "Cookie",
                "also-secret",
                "Prefer",
                "transient",
                "X-NetSuite-Idempotency-Key",
                "k");
        http.send("POST", "/a/things?q=private", headers, "body".getBytes(StandardCharsets.UTF_8));
        http.send("POST", "/a/things", headers, new byte[0]);
        http.send("POST", "/a/things", Map.of("Authorization", "Bearer other"), new byte[0]);
        List<JournalEntry> journal = control.journal();
        JournalEntry entry = journal.getFirst();
        assertThat(entry.toString()).doesNotContain("secret", "private", "body");
        assertThat(entry.account()).isEqualTo("a");
        assertThat(entry.path()).isEqualTo("/things");
        assertThat(entry.headers())
                .containsEntry("prefer", "transient")
                .containsEntry("x-netsuite-idempotency-key", "k");
        assertThat(entry.at()).isEqualTo(server.clock.instant());
        assertThat(entry.credential()).hasSize(8).isEqualTo(journal.get(1).credential());
        assertThat(entry.credential()).isNotEqualTo(journal.get(2).credential());
    }

    @Test
    void forgetsTheOldestWhenItsJournalIsFull() {
        for (int i = 0; i <= 10_000; i++) {
            Request request = new Request("GET", "/a/" + i, Map.of(), Map.of(), new byte[0]);
            control.note(request, server.place(request));
        }
        assertThat(control.journal()).hasSize(10_000);
        assertThat(control.journal().getFirst().path()).isEqualTo("/1");
    }

    @Test
    void movesItsTimeOnAndBackAgain() {
        control.advance(Duration.ofMinutes(61));
        assertThat(control.now()).isEqualTo(server.clock.instant().plusSeconds(3_660));
        send("GET", "/a/things");
        assertThat(control.journal().getFirst().at()).isEqualTo(control.now());
        control.reset();
        assertThat(control.now()).isEqualTo(server.clock.instant());
    }

    private HttpReply send(String method, String path) {
        return http.send(method, path, Map.of(), new byte[0]);
    }
}

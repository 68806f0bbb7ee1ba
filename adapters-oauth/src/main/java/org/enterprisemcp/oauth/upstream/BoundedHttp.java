package org.enterprisemcp.oauth.upstream;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Requests to an authorization server. They follow no redirect, wait only so long and read only so much. */
final class BoundedHttp {

    private final WebClient client;
    private final Duration allInAll;
    private final int largest;

    /**
     * A client with bounds.
     *
     * @param connect how long a connection may take
     * @param allInAll how long an exchange may take
     * @param largest how long a body may be, in bytes
     */
    BoundedHttp(Duration connect, Duration allInAll, int largest) {
        this.client = WebClient.builder()
                .followRedirects(false)
                // A kept connection that idles for longer than the read timeout breaks the request after it.
                .keepAlive(false)
                .connectTimeout(connect)
                .readTimeout(allInAll)
                .build();
        this.allInAll = allInAll;
        this.largest = largest;
    }

    /**
     * What came back.
     *
     * @param body the body; empty where it was longer than anything that is expected
     */
    record Answer(int status, String body, Optional<Long> retryAfterSeconds) {
        @Override
        public String toString() {
            return "Answer[status=" + status + "]";
        }
    }

    /** Makes a request; empty where nobody answers in time. */
    Optional<Answer> answerTo(Function<WebClient, HttpClientResponse> request) {
        FutureTask<Optional<Answer>> exchange = new FutureTask<>(() -> made(request));
        Thread thread = Thread.ofVirtual().name("oauth-exchange").start(exchange);
        try {
            return exchange.get(allInAll.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooSlow) {
            thread.interrupt();
            return Optional.empty();
        } catch (ExecutionException mistake) {
            throw new IllegalStateException("a request could not be made", mistake.getCause());
        } catch (InterruptedException stop) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Answer> made(Function<WebClient, HttpClientResponse> request) {
        try (HttpClientResponse response = request.apply(client)) {
            return Optional.of(new Answer(response.status().code(), body(response), retryAfter(response)));
        } catch (UncheckedIOException
                | IllegalStateException
                | IllegalArgumentException
                // What the web client says of an answer that breaks off; it is neither of the others.
                | InsufficientDataAvailableException unreachable) {
            return Optional.empty();
        }
    }

    private String body(HttpClientResponse response) {
        if (!response.entity().hasEntity()) {
            return "";
        }
        try (InputStream in = response.inputStream()) {
            byte[] body = in.readNBytes(largest + 1);
            return body.length > largest ? "" : new String(body, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Optional<Long> retryAfter(HttpClientResponse response) {
        return response.headers()
                .value(HeaderNames.RETRY_AFTER)
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(Long::valueOf);
    }
}

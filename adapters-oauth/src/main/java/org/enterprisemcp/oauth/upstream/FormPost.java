package org.enterprisemcp.oauth.upstream;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.token.Secret;

/** Sends forms to the upstream's authorization server. It follows no redirect, waits only so long and reads only so much. */
final class FormPost {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ALL_IN_ALL = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final WebClient client = WebClient.builder()
            .followRedirects(false)
            // A kept connection that idles for longer than the read timeout breaks the request after it.
            .keepAlive(false)
            .connectTimeout(CONNECT)
            .readTimeout(ALL_IN_ALL)
            .build();

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

    /** A client's name and secret, form-encoded before they are joined (RFC 6749 section 2.3.1). */
    record Basic(String clientId, Secret secret) {
        private String header() {
            String pair = encoded(clientId) + ":" + encoded(secret.reveal());
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends a form; empty where nobody answers in time. */
    Optional<Answer> send(String url, Map<String, String> form, Optional<Basic> basic) {
        FutureTask<Optional<Answer>> exchange = new FutureTask<>(() -> sent(url, form, basic));
        Thread thread = Thread.ofVirtual().name("oauth-form-post").start(exchange);
        try {
            return exchange.get(ALL_IN_ALL.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException tooSlow) {
            thread.interrupt();
            return Optional.empty();
        } catch (ExecutionException mistake) {
            throw new IllegalStateException("a form could not be sent", mistake.getCause());
        } catch (InterruptedException stop) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Answer> sent(String url, Map<String, String> form, Optional<Basic> basic) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = client.post(url).contentType(MediaTypes.APPLICATION_FORM_URLENCODED);
        request.header(HeaderNames.ACCEPT, "application/json");
        basic.ifPresent(who -> request.header(HeaderNames.AUTHORIZATION, who.header()));
        try (HttpClientResponse response = request.submit(body.getBytes(StandardCharsets.UTF_8))) {
            return Optional.of(new Answer(response.status().code(), body(response), retryAfter(response)));
        } catch (UncheckedIOException
                | IllegalStateException
                | IllegalArgumentException
                // What the web client says of an answer that breaks off; it is neither of the others.
                | InsufficientDataAvailableException unreachable) {
            return Optional.empty();
        }
    }

    private static String body(HttpClientResponse response) {
        if (!response.entity().hasEntity()) {
            return "";
        }
        try (InputStream in = response.inputStream()) {
            byte[] body = in.readNBytes(LARGEST_ANSWER + 1);
            return body.length > LARGEST_ANSWER ? "" : new String(body, StandardCharsets.UTF_8);
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

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

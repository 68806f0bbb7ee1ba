package org.enterprisemcp.oauth.upstream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches what an authorization server publishes of itself, from addresses that the operator named. It follows no redirect, waits
 * only so long and reads only so much.
 */
final class JsonGet {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ALL_IN_ALL = Duration.ofSeconds(10);
    private static final int LARGEST = 256 * 1024;

    private final JsonMapper json = JsonMapper.builder().build();
    private final WebClient client = WebClient.builder()
            .followRedirects(false)
            // A kept connection that idles for longer than the read timeout breaks the request after it.
            .keepAlive(false)
            .connectTimeout(CONNECT)
            .readTimeout(ALL_IN_ALL)
            .build();

    /** The object at a URL; empty where none can be had in time. */
    Optional<JsonNode> object(String url) {
        FutureTask<Optional<JsonNode>> exchange = new FutureTask<>(() -> fetched(url));
        Thread thread = Thread.ofVirtual().name("oauth-json-get").start(exchange);
        try {
            return exchange.get(ALL_IN_ALL.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException tooSlow) {
            thread.interrupt();
            return Optional.empty();
        } catch (ExecutionException mistake) {
            throw new IllegalStateException("a document could not be fetched", mistake.getCause());
        } catch (InterruptedException stop) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<JsonNode> fetched(String url) {
        try (HttpClientResponse response =
                client.get(url).header(HeaderNames.ACCEPT, "application/json").request()) {
            if (response.status().code() != 200 || !response.entity().hasEntity()) {
                return Optional.empty();
            }
            return body(response);
        } catch (UncheckedIOException
                | IllegalStateException
                | IllegalArgumentException
                // What the web client says of an answer that breaks off; it is neither of the others.
                | InsufficientDataAvailableException unreachable) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> body(HttpClientResponse response) {
        try (InputStream in = response.inputStream()) {
            byte[] body = in.readNBytes(LARGEST + 1);
            return body.length > LARGEST
                    ? Optional.empty()
                    : Optional.of(json.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException noJson) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package org.enterprisemcp.oauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.spi.DnsResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;

/**
 * Fetches a JSON document from an address that a stranger chose. It connects to public hosts only, each time anew, follows no
 * redirect, uses no proxy, waits only so long and reads only so much; and it does so only a few times at once.
 */
final class DocumentFetch {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(5);
    private static final Duration ALL_IN_ALL = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 32;

    private final StrictJson json = new StrictJson();
    private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
    private final Consumer<String> urlCheck;
    private final Duration allInAll;
    private final WebClient client;

    /**
     * Fetches with these guards.
     *
     * @param urlCheck throws an IllegalArgumentException for a URL that is not fetched
     * @param addresses throws for a host that is not connected to
     * @param allInAll how long one document may take
     */
    DocumentFetch(Consumer<String> urlCheck, DnsResolver addresses, Duration allInAll) {
        this.urlCheck = urlCheck;
        this.allInAll = allInAll;
        this.client = WebClient.builder()
                .followRedirects(false)
                .connectTimeout(CONNECT)
                .readTimeout(READ)
                // A kept connection would be one whose address nobody has checked for this URL.
                .keepAlive(false)
                .shareConnectionCache(false)
                .dnsResolver(addresses)
                .build();
    }

    /** Fetches from where it is allowed. */
    static DocumentFetch within(Reach reach) {
        return switch (reach) {
            case INTERNET ->
                new DocumentFetch(DocumentUrl::check, new PublicAddresses(InetAddress::getAllByName), ALL_IN_ALL);
            case LOOPBACK ->
                new DocumentFetch(
                        DocumentUrl::checkLoopback, (host, lookup) -> InetAddress.getLoopbackAddress(), ALL_IN_ALL);
        };
    }

    /**
     * What was fetched.
     *
     * @param cacheControl the header's value; empty when there was none
     */
    record Fetched(JsonNode document, String cacheControl) {}

    /**
     * Checks a URL without fetching anything.
     *
     * @throws OAuthRefusal invalid_client
     */
    void check(String url) {
        try {
            urlCheck.accept(url);
        } catch (IllegalArgumentException problem) {
            throw unverified("the URL " + problem.getMessage());
        }
    }

    /**
     * The document at a URL.
     *
     * @param largest how many bytes it may have
     * @throws OAuthRefusal invalid_client, or temporarily_unavailable where too many are being fetched
     */
    Fetched fetch(String url, int largest) {
        check(url);
        if (!slots.tryAcquire()) {
            throw new OAuthRefusal(
                    OAuthError.TEMPORARILY_UNAVAILABLE,
                    "Too many clients are being verified. Try again in a few seconds.");
        }
        try {
            return inTime(new FutureTask<>(() -> fetched(url, largest)));
        } finally {
            slots.release();
        }
    }

    private Fetched inTime(FutureTask<Fetched> exchange) {
        Thread thread = Thread.ofVirtual().name("oauth-document").start(exchange);
        try {
            return exchange.get(allInAll.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooSlow) {
            thread.interrupt();
            throw unverified("the document did not come in time");
        } catch (InterruptedException stop) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw unverified("the server is stopping");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OAuthRefusal refusal) {
                throw refusal;
            }
            throw new IllegalStateException("a document could not be fetched", failed.getCause());
        }
    }

    private Fetched fetched(String url, int largest) {
        try (HttpClientResponse response = client.get(url)
                // Without this the client asks the machine for its proxy, which would resolve the name without the
                // guard.
                .proxy(Proxy.noProxy())
                .header(HeaderValues.create(HeaderNames.ACCEPT, "application/json"))
                .request()) {
            if (response.status().code() != 200) {
                throw unverified(
                        "the document came with status " + response.status().code());
            }
            String type = response.headers().first(HeaderNames.CONTENT_TYPE).orElse("none");
            if (!isJson(type)) {
                throw unverified("the document is not JSON by its Content-Type");
            }
            byte[] body = body(response, largest);
            String cacheControl = String.join(",", response.headers().values(HeaderNames.CACHE_CONTROL));
            return new Fetched(json.parse(body), cacheControl);
        } catch (PublicAddresses.Refused refused) {
            throw unverified(String.valueOf(refused.getMessage()));
        } catch (UncheckedIOException
                | IllegalStateException
                | IllegalArgumentException
                // What the web client says of an answer that breaks off; it is neither of the others.
                | InsufficientDataAvailableException unreachable) {
            throw unverified("the document could not be read: " + kind(unreachable));
        }
    }

    /** The innermost kind of a failure, such as SSLHandshakeException; its message may hold anything. */
    private static String kind(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.getClass().getSimpleName() : kind(cause);
    }

    private static byte[] body(HttpClientResponse response, int largest) {
        if (!response.entity().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = response.inputStream()) {
            byte[] body = in.readNBytes(largest + 1);
            if (body.length > largest) {
                throw unverified("the document is longer than " + largest + " bytes");
            }
            return body;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isJson(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    /** The refusal of every client whose document is not as it must be. The reason stays here. */
    static OAuthRefusal unverified(String reason) {
        return new OAuthRefusal(OAuthError.INVALID_CLIENT, "The client could not be verified.", reason);
    }
}

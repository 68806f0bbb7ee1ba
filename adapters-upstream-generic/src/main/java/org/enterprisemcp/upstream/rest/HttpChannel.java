package org.enterprisemcp.upstream.rest;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The wire. Everything about the HTTP client stands here and nowhere else: it sends one request once, follows nothing, repeats
 * nothing, remembers nothing, and ends within its time whatever the other side does. Nothing of the client's exceptions gets out.
 */
final class HttpChannel implements AutoCloseable {

    private static final Timeout CONNECT = Timeout.ofSeconds(2);
    private static final TimeValue TIME_TO_LIVE = TimeValue.ofMinutes(5);
    /** Short, so that a connection which the server closed while it lay in the pool is not taken for a live one. */
    private static final TimeValue TRUSTED_WHEN_IDLE = TimeValue.ofMilliseconds(50);
    /** Accounts have hosts of their own, so the pool as a whole is larger than the places of one account. */
    private static final int HOSTS = 16;

    /** Without a charset: JSON has one encoding only (RFC 8259), and strict servers refuse the parameter. */
    private static final ContentType JSON = ContentType.create("application/json");

    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");

    private static final String ATTEMPT = "enterprise-mcp.attempt";

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor alarms;
    private final BodyReader bodies;

    HttpChannel(EngineOptions options) {
        this.client = client(options.concurrency(), Timeout.of(options.attemptTimeout()));
        this.alarms = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("upstream-alarm").factory());
        this.alarms.setRemoveOnCancelPolicy(true);
        this.bodies = new BodyReader(options.maxBody());
    }

    /**
     * Sends a request once.
     *
     * @param headers all headers, the credential included
     * @param body the body, or null for none
     * @param timeout how long it may take from here to the last byte of the answer
     */
    Exchange send(RestRequest request, Map<String, String> headers, byte @Nullable [] body, Duration timeout) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.url());
        headers.forEach(message::setHeader);
        if (body != null) {
            message.setEntity(new ByteArrayEntity(body, request.form() ? FORM : JSON));
        }
        Attempt attempt = new Attempt(message);
        if (Thread.currentThread().isInterrupted()) {
            return new Exchange.NotSent(Exchange.Cause.CANCELLED);
        }
        ScheduledFuture<?> alarm;
        try {
            alarm = alarms.schedule(attempt::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return new Exchange.NotSent(Exchange.Cause.CONNECT);
        }
        try {
            return exchanged(request, attempt);
        } finally {
            alarm.cancel(false);
        }
    }

    private Exchange exchanged(RestRequest request, Attempt attempt) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ATTEMPT, attempt);
        try {
            ClassicHttpResponse response = client.executeOpen(null, attempt.message, context);
            try {
                return answered(request, response, attempt);
            } finally {
                closeQuietly(response, attempt);
            }
        } catch (IOException | IllegalStateException failure) {
            // IllegalStateException is how a pool that was shut down says so.
            return attempt.sent
                    ? new Exchange.Unanswered(attempt.causeOf(failure))
                    : new Exchange.NotSent(connectCause(failure, attempt));
        }
    }

    private Exchange answered(RestRequest request, ClassicHttpResponse response, Attempt attempt) throws IOException {
        int status = response.getCode();
        HttpEntity entity = response.getEntity();
        Exchange.Body body = entity == null || entity.getContentLength() == 0
                ? new Exchange.Body(new byte[0], Exchange.BodyState.WHOLE)
                : bodies.read(
                        entity.getContent(),
                        Objects.requireNonNullElse(entity.getContentEncoding(), ""),
                        request.isSuccess(status),
                        attempt);
        return new Exchange.Answered(status, headers(response), body);
    }

    /** Whatever was not read is not wanted: the connection goes, so that closing never drains an endless body. */
    private static void closeQuietly(ClassicHttpResponse response, Attempt attempt) {
        try {
            response.close();
        } catch (IOException alreadyBroken) {
            attempt.message.cancel();
        }
    }

    private static Exchange.Cause connectCause(Exception failure, Attempt attempt) {
        Exchange.Cause known = attempt.causeOf(failure);
        if (known == Exchange.Cause.CANCELLED) {
            return known;
        }
        return switch (failure) {
            case UnknownHostException _ -> Exchange.Cause.UNKNOWN_HOST;
            case ConnectionRequestTimeoutException _ -> Exchange.Cause.NO_FREE_CONNECTION;
            case SSLException _ -> Exchange.Cause.TLS;
            case SocketTimeoutException _ -> Exchange.Cause.CONNECT_TIMEOUT;
            default -> known == Exchange.Cause.TIMEOUT ? Exchange.Cause.CONNECT_TIMEOUT : Exchange.Cause.CONNECT;
        };
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            // A cookie's date holds a comma itself (RFC 9110, section 5.3).
            String between = "Set-Cookie".equalsIgnoreCase(header.getName()) ? "\n" : ", ";
            headers.merge(header.getName(), String.valueOf(header.getValue()), (first, next) -> first + between + next);
        }
        return headers;
    }

    private static CloseableHttpClient client(int concurrency, Timeout silence) {
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setTlsSocketStrategy(new LateTls())
                .setMaxConnPerRoute(concurrency)
                .setMaxConnTotal(concurrency * HOSTS)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(silence)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(silence)
                        .setTimeToLive(TIME_TO_LIVE)
                        .setValidateAfterInactivity(TRUSTED_WHEN_IDLE)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(pool)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(silence)
                        .setRedirectsEnabled(false)
                        .build())
                .setRequestExecutor(new SendingObserved())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .build();
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    /** One attempt's state, shared between the calling thread and the alarm. */
    static final class Attempt {
        private final HttpUriRequestBase message;
        private volatile boolean sent;
        private volatile boolean expired;

        private Attempt(HttpUriRequestBase message) {
            this.message = message;
        }

        private void expire() {
            expired = true;
            message.cancel();
        }

        /** Gives up the connection, so that nothing more of the answer is read. */
        void abandon() {
            message.cancel();
        }

        /** Why the exchange broke off. Our own doing is known for certain; only the rest is read from the failure. */
        Exchange.Cause causeOf(Exception failure) {
            if (expired || failure instanceof SocketTimeoutException) {
                return Exchange.Cause.TIMEOUT;
            }
            return Thread.currentThread().isInterrupted() ? Exchange.Cause.CANCELLED : Exchange.Cause.BROKEN;
        }
    }

    /** Notes the moment from which the upstream may have seen something: before it, a failure proves that nothing was sent. */
    private static final class SendingObserved extends HttpRequestExecutor {

        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback informed,
                HttpContext context)
                throws IOException, HttpException {
            if (context.getAttribute(ATTEMPT) instanceof Attempt attempt) {
                attempt.sent = true;
            }
            return super.execute(request, connection, informed, context);
        }
    }
}

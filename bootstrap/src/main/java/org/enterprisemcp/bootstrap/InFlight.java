package org.enterprisemcp.bootstrap;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which requests are being worked on, so that the server can stop without losing one. */
final class InFlight implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);
    private static final byte[] STOPPING =
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,\"message\":\"The server is stopping; try again.\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    /** One party is the server itself; each request in flight is another. */
    private final Phaser requests = new Phaser(1);

    private volatile boolean draining;

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.path().path().startsWith("/health")) {
            chain.proceed();
            return;
        }
        requests.register();
        try {
            if (draining) {
                response.status(Status.SERVICE_UNAVAILABLE_503);
                response.header(HeaderNames.RETRY_AFTER, "1");
                // The next attempt needs a new connection, which a balancer opens to another server. HTTP/2 has no such
                // header.
                if (request.prologue().protocolVersion().startsWith("1")) {
                    response.header(HeaderValues.CONNECTION_CLOSE);
                }
                response.header(HeaderNames.CONTENT_TYPE, "application/json");
                response.send(STOPPING);
            } else {
                chain.proceed();
            }
        } finally {
            requests.arriveAndDeregister();
        }
    }

    boolean draining() {
        return draining;
    }

    /** Lets nobody else in. */
    void refuse() {
        draining = true;
    }

    /** Lets nobody else in and waits for those inside. */
    void drain(Duration atMost) {
        refuse();
        try {
            int phase = requests.arrive();
            requests.awaitAdvanceInterruptibly(phase, atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warn("Stopping although {} requests are not answered yet", requests.getUnarrivedParties());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}

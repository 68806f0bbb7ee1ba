package org.enterprisemcp.bootstrap;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which requests are being worked on, so that the server can stop without losing one. A stop goes through three steps: it
 * {@link #leave leaves}, when calls are still taken and each connection is told to close; it {@link #refuse refuses}; it
 * {@link #drain waits} for those inside, and {@link #linger for those} who have not yet heard of it.
 */
final class InFlight implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);
    private static final byte[] STOPPING =
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,\"message\":\"The server is stopping; try again.\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    private static final int MOST_READ = 1024 * 1024;

    private enum Step {
        OPEN,
        LEAVING,
        REFUSING
    }

    /** One party is the server itself; each request in flight is another. */
    private final Phaser requests = new Phaser(1);

    /** One permit for each refusal that nobody has looked at yet. */
    private final Semaphore refusals = new Semaphore(0);

    private final Clock clock;
    private volatile Step step = Step.OPEN;
    private final AtomicBoolean waiting = new AtomicBoolean();

    InFlight(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.path().path().startsWith("/health")) {
            chain.proceed();
            return;
        }
        Step now = Step.OPEN;
        requests.register();
        try {
            now = step;
            if (now != Step.OPEN) {
                // The next request needs a new connection, which a balancer opens to another server.
                response.header(HeaderValues.CONNECTION_CLOSE);
            }
            if (now == Step.REFUSING) {
                refuse(request, response);
            } else {
                chain.proceed();
            }
        } finally {
            requests.arriveAndDeregister();
        }
        // This web server tells that it closes, but does not. What an error handler wrote does not tell it.
        if (now != Step.OPEN && response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            readRest(request);
            throw new CloseConnectionException("The server is stopping");
        }
    }

    private void refuse(RoutingRequest request, RoutingResponse response) {
        readRest(request);
        response.status(Status.SERVICE_UNAVAILABLE_503);
        response.header(HeaderNames.RETRY_AFTER, "1");
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        refusals.release();
        response.send(STOPPING);
    }

    /** A connection that is closed before all was read is reset, and the reset overtakes the answer. */
    private static void readRest(RoutingRequest request) {
        if (!request.content().consumed() && !request.headers().contains(HeaderValues.EXPECT_100)) {
            try (InputStream rest = request.content().inputStream()) {
                rest.readNBytes(MOST_READ);
            } catch (IOException gone) {
                LOG.debug("The rest of a request could not be read", gone);
            }
        }
    }

    /** Whether the server is about to stop. */
    boolean draining() {
        return step != Step.OPEN;
    }

    /** Still takes calls, so long, but wants no more to be sent here. */
    void leave(Duration delay) {
        step = Step.LEAVING;
        pause(delay);
    }

    /** Lets nobody else in. */
    void refuse() {
        step = Step.REFUSING;
    }

    /**
     * Lets nobody else in and waits for those inside.
     *
     * @return whether all of them are out
     */
    boolean drain(Duration atMost) {
        refuse();
        try {
            if (waiting.compareAndSet(false, true)) {
                // The last one to go ends the counting.
                requests.arriveAndDeregister();
            }
            requests.awaitAdvanceInterruptibly(0, atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            LOG.warn("Stopping although {} requests are not answered yet", requests.getUnarrivedParties());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /**
     * Stays for those who were sent here all the same: until nobody was refused for a while.
     *
     * @return whether there was anybody to stay for
     */
    boolean linger(Duration quiet, Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        boolean stayed = false;
        while (refusals.drainPermits() > 0 && clock.instant().isBefore(end)) {
            stayed = true;
            pause(quiet);
        }
        return stayed;
    }

    private static void pause(Duration duration) {
        try {
            new Semaphore(0).tryAcquire(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.enterprisemcp.sandbox.plain;

import io.helidon.webserver.WebServer;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.enterprisemcp.sandbox.wire.ControlEndpoint;
import org.enterprisemcp.sandbox.wire.SandboxClock;
import org.enterprisemcp.sandbox.wire.SandboxControl;
import org.enterprisemcp.sandbox.wire.Wire;

/**
 * A business system to try things on: customers, items and orders behind an ordinary REST API on loopback. The same records at
 * every start, in memory only. Every request under {@code /v1} needs the bearer token that it makes up when it starts.
 */
public final class PlainSandbox implements AutoCloseable {

    private final Database database;
    private final SandboxControl control;
    private final WebServer server;
    private final String accessToken;
    private final String controlToken;
    private final CountDownLatch closed = new CountDownLatch(1);

    private PlainSandbox(Clock clock) throws SQLException {
        this.accessToken = "sandbox-" + UUID.randomUUID();
        this.controlToken = "control-" + UUID.randomUUID();
        this.database = new Database();
        this.control = new SandboxControl(new SandboxClock(clock), this::seed);
        Wire wire = new Wire(new RestApi(database, accessToken), control, closed);
        this.server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                // Security on the class path is for operators' logins only; here it would warn that it has nothing to
                // do.
                .featuresDiscoverServices(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(routing -> routing.register("/control", new ControlEndpoint(control, controlToken))
                        .any("/v1/*", wire)
                        .any("/v1/*/*", wire))
                .build()
                .start();
    }

    /** Starts a sandbox on a free port. */
    public static PlainSandbox start() {
        try {
            return new PlainSandbox(Clock.systemUTC());
        } catch (SQLException broken) {
            throw new IllegalStateException("the sandbox's database does not start", broken);
        }
    }

    /** Where its API begins: {@code http://127.0.0.1:PORT/v1/}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.port() + "/v1/";
    }

    /** The bearer token that it lets in. */
    public String accessToken() {
        return accessToken;
    }

    /** The bearer token of {@code /control}. */
    public String controlToken() {
        return controlToken;
    }

    /** Faults, the journal, a fresh start. */
    public SandboxControl control() {
        return control;
    }

    private void seed() {
        try {
            database.seed();
        } catch (SQLException broken) {
            throw new IllegalStateException("the sandbox's database does not answer", broken);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop();
        try {
            database.close();
        } catch (SQLException alreadyGone) {
            throw new IllegalStateException("the sandbox's database does not stop", alreadyGone);
        }
    }
}

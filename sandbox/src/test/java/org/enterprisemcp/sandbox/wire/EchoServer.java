package org.enterprisemcp.sandbox.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.helidon.webserver.WebServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.enterprisemcp.testkit.MutableClock;

/** A system of the smallest kind behind the wire: {@code /ACCOUNT/PATH} creates something and tells its account and path. */
final class EchoServer implements Face, AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger work = new AtomicInteger();
    private final WebServer server;
    private volatile UnaryOperator<Request> before = request -> request;

    final MutableClock clock = new MutableClock();
    final SandboxControl control = new SandboxControl(new SandboxClock(clock), () -> work.set(0));

    EchoServer() {
        Wire wire = new Wire(this, control, closed);
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(routing -> routing.register("/control", new ControlEndpoint(control, "control-token"))
                        .any(wire))
                .build()
                .start();
    }

    int port() {
        return server.port();
    }

    /** How often something was created. */
    int created() {
        return work.get();
    }

    /** Does this first with every request. */
    void first(UnaryOperator<Request> doing) {
        before = doing;
    }

    @Override
    public Place place(Request request) {
        String[] steps = request.path().split("/", 3);
        return new Place(steps[1], "/" + steps[2], true);
    }

    @Override
    public Reply answer(Request request) {
        Place place = place(before.apply(request));
        return Reply.of(
                        201,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("account", place.account())
                                .put("path", place.path())
                                .put("q", request.parameter("q").orElse("")))
                .with("Location", "http://127.0.0.1:" + port() + request.path() + "/" + work.incrementAndGet());
    }

    @Override
    public Reply refusal(Request request, int status) {
        return Reply.of(status, JsonNodeFactory.instance.objectNode().put("refused", status));
    }

    @Override
    public Reply dressed(Request request, Reply reply) {
        return reply.with("X-Dressed", "yes");
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop();
    }
}

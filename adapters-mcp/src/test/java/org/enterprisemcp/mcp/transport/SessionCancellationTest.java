package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.mcp.transport.SessionServer.call;
import static org.enterprisemcp.mcp.transport.SessionServer.tool;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client of the era with sessions takes a request back (basic/utilities/cancellation). */
@Timeout(60)
class SessionCancellationTest {

    private static final String LATEST = "2025-11-25";

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final SessionServer server = new SessionServer(tool("endless", (caller, arguments, context) -> {
        context.progress(1, OptionalDouble.empty(), "begun");
        try {
            new CountDownLatch(1).await(20, TimeUnit.SECONDS);
        } catch (InterruptedException cancelled) {
            stopped.countDown();
        }
        return Reply.complete(ToolResult.text("too late"));
    }));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void doesNotStopTheCallsOfOtherIdsOrSessions() throws Exception {
        Map<String, String> session = server.session(LATEST);
        try (SseReader calling =
                SseReader.post(server.port(), session, call(7, "endless", Map.of("progressToken", 1)))) {
            calling.next();
            cancel(session, 8);
            cancel(server.session(LATEST), 7);
            assertThat(stopped.getCount()).isOne();
        }
    }

    @Test
    void stopsTheCallAndAnswersNothing() throws Exception {
        Map<String, String> session = server.session(LATEST);
        try (SseReader calling =
                SseReader.post(server.port(), session, call(7, "endless", Map.of("progressToken", 1)))) {
            calling.next();
            assertThat(calling.message().at("/params/message").asText()).isEqualTo("begun");
            cancel(session, 7);
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(calling.next()).isEmpty();
        }
        assertThat(server.probe(session).request("ping", Map.of()).has("result"))
                .isTrue();
    }

    @Test
    void deletingASessionStopsItsCalls() throws Exception {
        Map<String, String> session = server.session(LATEST);
        try (SseReader calling =
                SseReader.post(server.port(), session, call(7, "endless", Map.of("progressToken", 1)))) {
            calling.next();
            server.probe(session).send("DELETE");
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void cancel(Map<String, String> session, int id) {
        assertThat(server.probe(session)
                        .post(Map.of(
                                "jsonrpc",
                                "2.0",
                                "method",
                                "notifications/cancelled",
                                "params",
                                Map.of("requestId", id, "reason", "test")))
                        .status())
                .isEqualTo(202);
    }
}

package org.enterprisemcp.mcp.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.TestCatalog;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class LostCallTest {

    private static final Duration LONG = Duration.ofMinutes(3);

    private final JsonCodec codec = new JsonCodec();

    @Test
    void aCallWhoseThreadBreaksIsAnsweredWithoutTheReason() {
        MutableClock clock = new MutableClock();
        McpCatalog catalog = TestCatalog.of(new FakeUpstream(), clock);
        LegacySessions sessions = new LegacySessions(
                catalog,
                codec,
                () -> new LegacyServer(new ServerIdentity("Test MCP", "1.2.3"), catalog, codec, breaking()),
                clock,
                LONG);
        Arrival from = Arrival.of(Caller.anonymous(), RequestStart.Transport.HTTP);
        String id = sessions.open(from, request("initialize", McpProbe.initializeParams("2025-11-25")))
                .sessionId();
        LegacySession session = sessions.find(id, Caller.anonymous()).orElseThrow();

        EventLog.Next first = sessions.answer(
                        session, new Legacy(List.of(request("tools/list", Map.of())), false), from)
                .next(Duration.ofSeconds(20));

        assertThat(first).isInstanceOfSatisfying(EventLog.Next.Told.class, told -> {
            assertThat(told.event().answer()).isTrue();
            assertThat(new String(told.event().json(), StandardCharsets.UTF_8))
                    .contains("\"id\":1", "The server made a mistake.")
                    .doesNotContain("hush");
        });
    }

    private static RequestObserver breaking() {
        return request -> {
            if (request.method().equals("initialize")) {
                return RequestSpan.none();
            }
            throw new IllegalStateException("hush-hush");
        };
    }

    private Request request(String method, Map<String, Object> params) {
        ObjectNode json = codec.mapper().valueToTree(params);
        return new Request(IntNode.valueOf(1), method, json);
    }
}

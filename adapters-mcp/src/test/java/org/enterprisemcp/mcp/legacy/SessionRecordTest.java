package org.enterprisemcp.mcp.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.TestCatalog;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class SessionRecordTest {

    private final JsonCodec codec = new JsonCodec();

    @Test
    void movesASessionToAnotherServerAsPlainData() throws Exception {
        Caller caller = Caller.anonymous();
        Arrival from = Arrival.of(caller, RequestStart.Transport.HTTP);
        LegacySession here = server().open(
                        "wire-id", from, request("initialize", McpProbe.initializeParams("2025-03-26")))
                .session();
        here.answer(message(request("logging/setLevel", Map.of("level", "error"))), from, told -> {});

        String written = new ObjectMapper().writeValueAsString(here.record());
        SessionRecord read = new ObjectMapper().readValue(written, SessionRecord.class);
        LegacySession there = server().resume(read);

        assertThat(there.record()).isEqualTo(here.record());
        assertThat(there.record().logLevel()).isEqualTo("ERROR");
        assertThat(there.belongsTo(caller)).isTrue();
        Optional<Object> answer = there.answer(message(request("tools/list", Map.of())), from, told -> {});
        assertThat(answer)
                .get()
                .isInstanceOfSatisfying(
                        JSONRPCResponse.class,
                        response -> assertThat(response.error()).isNull());
    }

    private LegacyServer server() {
        MutableClock clock = new MutableClock();
        return new LegacyServer(
                new ServerIdentity("Test MCP", "1.2.3"), TestCatalog.of(new FakeUpstream(), clock), codec);
    }

    private Request request(String method, Map<String, Object> params) {
        ObjectNode json = codec.mapper().valueToTree(params);
        return new Request(IntNode.valueOf(1), method, json);
    }

    private static Legacy message(Request request) {
        return new Legacy(List.of(request), false);
    }
}

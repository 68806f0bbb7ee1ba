package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.mcp.transport.SessionServer.call;
import static org.enterprisemcp.mcp.transport.SessionServer.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.mcp.catalog.InputRequest;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call asks the client of a session on its own stream, and waits for the answers. */
@Timeout(60)
class ClientQuestionsTest {

    private static final String LATEST = "2025-11-25";

    private final SessionServer server = new SessionServer(tool("asking", (caller, arguments, context) -> {
        if (context.inputs().isEmpty()) {
            Map<String, InputRequest> requests = new LinkedHashMap<>();
            requests.put("name", InputRequest.elicitation("Who are you?", schema()));
            requests.put("joke", InputRequest.sampling("Tell a joke.", 10));
            requests.put("roots", InputRequest.roots());
            return new Reply.InputRequired<>(requests, Optional.of("asked once"));
        }
        return Reply.complete(ToolResult.text(context.state().orElse("") + " " + context.inputs()));
    }));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusesTheCallOfAClientThatCannotBeAsked() throws Exception {
        McpProbe probe = server.probe(session("{}"));
        JsonNode error = probe.post(call(7, "asking", Map.of())).json().path("error");
        assertThat(error.path("code").asInt()).isEqualTo(-32600);
        assertThat(error.at("/data/requiredCapabilities/roots").isObject()).isTrue();
    }

    @Test
    void failsTheCallWhenTheClientRefusesToAnswer() throws Exception {
        Map<String, String> session = session("{\"sampling\":{}}");
        try (SseReader calling = SseReader.post(server.port(), session, call(7, "asking", Map.of()))) {
            calling.next();
            JsonNode asked = calling.message();
            answer(session, asked, "error", Map.of("code", -1, "message", "the user said no"));
            JsonNode error = calling.message().path("error");
            assertThat(error.path("code").asInt()).isEqualTo(-32603);
            assertThat(error.toString()).doesNotContain("the user said no");
        }
    }

    @Test
    void asksAllAtOnceAndOnlyWhatTheClientCan() throws Exception {
        Map<String, String> session = session("{\"sampling\":{},\"elicitation\":{}}");
        try (SseReader calling = SseReader.post(server.port(), session, call(7, "asking", Map.of()))) {
            calling.next();
            JsonNode form = calling.message();
            JsonNode model = calling.message();
            assertThat(form.path("method").asText()).isEqualTo("elicitation/create");
            assertThat(form.at("/params/requestedSchema")).isEqualTo(schema());
            assertThat(model.path("method").asText()).isEqualTo("sampling/createMessage");
            answer(session, model, "result", Map.of("role", "assistant", "model", "m"));
            answer(session, form, "result", Map.of("action", "decline"));
            assertThat(calling.message().at("/result/content/0/text").asText())
                    .startsWith("asked once ")
                    .contains("name={\"action\":\"decline\"}", "joke={")
                    .doesNotContain("roots");
        }
    }

    @Test
    void takesNoAnswerFromAnotherSession() throws Exception {
        Map<String, String> session = session("{\"roots\":{}}");
        try (SseReader calling = SseReader.post(server.port(), session, call(7, "asking", Map.of()))) {
            calling.next();
            JsonNode asked = calling.message();
            answer(session("{\"roots\":{}}"), asked, "result", Map.of("roots", "a stranger's"));
            answer(session, asked, "result", Map.of("roots", "its own"));
            assertThat(calling.message().at("/result/content/0/text").asText()).contains("its own");
        }
    }

    private Map<String, String> session(String capabilities) {
        McpProbe probe = server.probe();
        String id = probe.post(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
                                + LATEST + "\",\"capabilities\":" + capabilities
                                + ",\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}")
                .header("Mcp-Session-Id")
                .orElseThrow();
        return Map.of("Mcp-Session-Id", id, "MCP-Protocol-Version", LATEST);
    }

    private void answer(Map<String, String> session, JsonNode asked, String kind, Map<String, Object> said) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", "2.0");
        response.put("id", asked.path("id").asText());
        response.put(kind, said);
        assertThat(server.probe(session).post(response).status()).isEqualTo(202);
    }

    private static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties").putObject("name").put("type", "string");
        return schema;
    }
}

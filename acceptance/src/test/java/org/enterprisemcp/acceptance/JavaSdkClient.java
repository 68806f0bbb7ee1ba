package org.enterprisemcp.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The official Java SDK as a client. It reports as the scripts of the other clients do. */
final class JavaSdkClient {

    private final McpClientTransport transport;

    private JavaSdkClient(McpClientTransport transport) {
        this.transport = transport;
    }

    static JavaSdkClient overHttp(String url, Map<String, String> headers) {
        return new JavaSdkClient(HttpClientStreamableHttpTransport.builder(url.replaceFirst("/mcp$", ""))
                .endpoint("/mcp")
                .addHttpRequestCustomizer(
                        (request, method, endpoint, body, context) -> headers.forEach(request::setHeader))
                .build());
    }

    /** The SDK has deprecated the transport, as the protocol has; clients of it live on. */
    @SuppressWarnings("deprecation")
    static JavaSdkClient overSse(String base) {
        return new JavaSdkClient(
                HttpClientSseClientTransport.builder(base).sseEndpoint("/sse").build());
    }

    static JavaSdkClient overStdio(List<String> command, Map<String, String> environment) {
        ServerParameters server = ServerParameters.builder(command.getFirst())
                .args(command.subList(1, command.size()))
                .env(environment)
                .build();
        return new JavaSdkClient(new StdioClientTransport(server, McpJsonDefaults.getMapper()));
    }

    JsonNode run(ObjectMapper json, String plan) {
        try (McpSyncClient client =
                McpClient.sync(transport).requestTimeout(Duration.ofSeconds(30)).build()) {
            client.initialize();
            ObjectNode report = json.createObjectNode();
            client.listTools().tools().forEach(tool -> report.withArray("tools").add(tool.name()));
            ObjectNode steps = report.putObject("steps");
            JsonNode wanted = json.readTree(plan);
            String type = wanted.path("type").asText();
            JsonNode created = call(
                    json,
                    client,
                    "create_record",
                    Map.of("record_type", type, "payload", json.convertValue(wanted.path("payload"), Map.class)));
            String id = created.at("/data/record_id").asText();
            Map<String, Object> key = Map.of("record_type", type, "record_id", id);
            steps.set("create_record", created);
            steps.set("get_record", call(json, client, "get_record", key));
            steps.set(
                    "update_record",
                    call(
                            json,
                            client,
                            "update_record",
                            Map.of(
                                    "record_type", type,
                                    "record_id", id,
                                    "updates", json.convertValue(wanted.path("updates"), Map.class))));
            steps.set(
                    "execute_query",
                    call(
                            json,
                            client,
                            "execute_query",
                            Map.of("query", wanted.path("query").asText(), "limit", 2)));
            steps.set("delete_record", call(json, client, "delete_record", key));
            steps.set("missing", call(json, client, "get_record", key));
            return report;
        } catch (JsonProcessingException noPlan) {
            throw new IllegalArgumentException(noPlan);
        }
    }

    private static JsonNode call(ObjectMapper json, McpSyncClient client, String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
        return json.valueToTree(result.structuredContent());
    }
}

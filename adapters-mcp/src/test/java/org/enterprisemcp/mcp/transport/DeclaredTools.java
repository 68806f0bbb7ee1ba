package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;

/** The tools that a server declares to a client, and calls of them. */
final class DeclaredTools {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final McpProbe client;
    private final Map<String, JsonNode> declared = new HashMap<>();

    /** Asks for them, in a session of its own. */
    DeclaredTools(McpProbe client) {
        this.client = client.open("2025-11-25");
        client.request("tools/list", Map.of())
                .at("/result/tools")
                .forEach(tool -> declared.put(tool.path("name").asText(), tool));
    }

    JsonNode get(String tool) {
        return Objects.requireNonNull(declared.get(tool), tool);
    }

    /** Calls a tool and checks what holds for every result: the schema, the text twin, ok against isError. */
    JsonNode call(String tool, Object arguments) {
        JsonNode result = client.call(tool, JSON.convertValue(arguments, OBJECT));
        JsonNode envelope = result.path("structuredContent");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(get(tool).path("outputSchema"));
        assertThat(schema.validate(envelope)).isEmpty();
        assertThat(new HttpReply(200, Map.of(), result.at("/content/0/text").asText()).json())
                .isEqualTo(envelope);
        assertThat(result.path("isError").asBoolean())
                .isEqualTo(!envelope.path("ok").asBoolean());
        return result;
    }

    /** JSON that is written with ' in place of ", as in tables of tests. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException mistyped) {
            throw new AssertionError(mistyped);
        }
    }
}

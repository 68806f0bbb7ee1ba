package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Tools files without a file. */
public final class TestTools {

    private TestTools() {}

    /** Single quotes will do, and every tool is on the line of its number. */
    public static ToolsFile file(String json) {
        try {
            ObjectNode content = (ObjectNode) JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .build()
                    .readTree(json);
            return new ToolsFile("tools.yaml", content, Map.of("", 1, "/tools/0", 10, "/tools/1", 20));
        } catch (JsonProcessingException mistake) {
            throw new AssertionError(mistake);
        }
    }
}

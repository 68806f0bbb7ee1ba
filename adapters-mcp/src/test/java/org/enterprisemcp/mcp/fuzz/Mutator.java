package org.enterprisemcp.mcp.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes messages that are almost right. One seed always makes the same one. */
final class Mutator {

    /** Writes everything that is not ASCII as an escape, so that halves of characters stay what they are. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private static final String META = "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{'elicitation':{}},'progressToken':1,"
            + "'io.modelcontextprotocol/logLevel':'debug','traceparent':'00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'}";

    private static final List<String> PARAMS = List.of(
            "server/discover|",
            "tools/list|'cursor':'x',",
            "tools/call|'name':'create_record','arguments':{'record_type':'c','payload':{'a':1}},",
            "tools/call|'name':'get_record','arguments':{'record_type':'c','record_id':'1','account_id':'acme'},",
            "tools/call|'name':'execute_query','arguments':{'query':'c','limit':1,'offset':0,'format':'csv'},",
            "tools/call|'name':'connection_status','arguments':null,'inputResponses':{'a':{}},'requestState':'AAAA',",
            "resources/list|",
            "resources/templates/list|",
            "resources/read|'uri':'upstream://fake/record/c/1',",
            "resources/subscribe|'uri':'upstream://fake/record/c/1',",
            "prompts/list|",
            "prompts/get|'name':'explain','arguments':{'record_type':'c','why':'x'},",
            "completion/complete|'ref':{'type':'ref/prompt','name':'explain'},'argument':{'name':'record_type','value':'c'},"
                    + "'context':{'arguments':{'a':'b'}},",
            "subscriptions/listen|'notifications':{'toolsListChanged':true,'resourceSubscriptions':['a']},",
            "logging/setLevel|'level':'error',",
            "tasks/get|'taskId':'x',",
            "tasks/update|'taskId':'x','inputResponses':{'a':{}},",
            "tasks/cancel|'taskId':'x',",
            "ping|",
            "initialize|'protocolVersion':'2025-11-25','capabilities':{'roots':{}},'clientInfo':{'name':'f','version':'1'},",
            "notifications/cancelled|'requestId':1,",
            "notifications/initialized|");

    private static final List<String> NASTY = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "[[]]",
            "-1",
            "0.5",
            "1e400",
            "1e9999999",
            "1e-9999999",
            "-0.0",
            "9223372036854775808",
            "12345678901234567890123456789012345678901234567890",
            "''",
            "'\\u0000'",
            "'\\ud800'",
            "'\\udc00\\ud800'",
            "'\\ufeff'",
            "'..'",
            "'%2e%2e/%00'",
            "'{x}'",
            "'=?base64?AAAA?='",
            "'2026-07-28'",
            "'2025-03-26'",
            "'io.modelcontextprotocol/protocolVersion'",
            "{'_meta':{}}",
            "{'a':{'b':{'c':[1,2,{'d':null}]}}}");

    private final Random random;

    Mutator(long seed) {
        this.random = new Random(seed);
    }

    /** A message of either era, some of its parts replaced, dropped, doubled or renamed. */
    JsonNode message(boolean modern) {
        JsonNode message = original(modern);
        for (int i = random.nextInt(4); i > 0; i--) {
            change(message);
        }
        if (random.nextInt(12) == 0) {
            ArrayNode batch = JSON.createArrayNode().add(message);
            for (int i = random.nextInt(3); i > 0; i--) {
                batch.add(original(modern));
            }
            return batch;
        }
        return message;
    }

    /** The same as bytes, which may not even be JSON. */
    byte[] bytes(boolean modern) {
        byte[] bytes = written(message(modern));
        if (random.nextInt(4) == 0) {
            for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 1; i--) {
                int at = random.nextInt(bytes.length);
                switch (random.nextInt(3)) {
                    case 0 -> bytes[at] = (byte) random.nextInt(256);
                    case 1 -> bytes = Arrays.copyOf(bytes, at);
                    default -> bytes = doubled(bytes, at);
                }
            }
        }
        return bytes;
    }

    /** JSON as it is sent. */
    static byte[] written(JsonNode message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException unreachable) {
            throw new AssertionError(unreachable);
        }
    }

    /** One of these. */
    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A text that fits into a header, now and then one of these. */
    String headerValue(String... likely) {
        if (likely.length > 0 && random.nextInt(3) > 0) {
            return likely[random.nextInt(likely.length)];
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append((char) (0x20 + random.nextInt(0x5f)));
        }
        return text.toString();
    }

    private JsonNode original(boolean modern) {
        String[] parts = one(PARAMS).split("\\|", -1);
        String params = modern ? parts[1] + META : parts[1] + "'_meta':{'progressToken':'p'}";
        String id = parts[0].startsWith("notifications/") ? "" : "'id':" + random.nextInt(100) + ",";
        return json("{'jsonrpc':'2.0'," + id + "'method':'" + parts[0] + "','params':{" + params + "}}");
    }

    private void change(JsonNode message) {
        List<JsonNode> containers = new ArrayList<>();
        collect(message, containers);
        switch (one(containers)) {
            case ObjectNode object when !object.isEmpty() -> change(object);
            case ArrayNode array when !array.isEmpty() -> array.set(random.nextInt(array.size()), nasty());
            default -> {}
        }
    }

    private void change(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = one(names);
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name + "x", object.path(name).deepCopy());
            case 2 -> object.set(one(names), object.path(name).deepCopy());
            default -> object.set(name, nasty());
        }
    }

    private JsonNode nasty() {
        return json(one(NASTY));
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private static byte[] doubled(byte[] bytes, int from) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + bytes.length - from);
        System.arraycopy(bytes, from, longer, bytes.length, bytes.length - from);
        return longer;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException mistyped) {
            throw new AssertionError(text, mistyped);
        }
    }
}

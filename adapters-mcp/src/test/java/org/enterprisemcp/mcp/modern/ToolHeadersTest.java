package org.enterprisemcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that are repeated in headers. */
class ToolHeadersTest {

    private static final String SCHEMA = """
            {'type':'object','properties':{\
            'region':{'type':'string','x-mcp-header':'Region'},\
            'level':{'type':'integer','x-mcp-header':'Level'},\
            'dry':{'type':['null','boolean'],'x-mcp-header':'Dry'},\
            'where':{'type':'object','properties':{'city':{'type':'string','x-mcp-header':'City'}}},\
            'plain':{'type':['string','null']}}}""";

    private final JsonCodec codec = new JsonCodec();
    private final ToolHeaders tool = ToolHeaders.of(McpTool.of(
            "t",
            "A tool.",
            (ObjectNode) json(SCHEMA),
            (caller, arguments, context) -> Reply.complete(ToolResult.text("done"))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'region':'eu'}                 | Region |",
                "{'region':'eu'}                 | Region | us",
                "{'region':'eu'}                 | Region | EU",
                "{'region':'eu'}                 | Region | =?base64?ZXU?=",
                "{'region':null}                 | Region | eu",
                "{}                              | Region | eu",
                "{'level':42}                    | Level  | 43",
                "{'level':42}                    | Level  | forty-two",
                "{'level':42}                    | Level  | 42 43",
                "{'level':9007199254740993}      | Level  | 9007199254740992",
                "{'dry':true}                    | Dry    | TRUE",
                "{'where':{'city':'Bern'}}       | City   |",
                "{'region':['eu']}               | Region | eu"
            })
    void findsAHeaderThatSaysSomethingElse(String arguments, String header, String value) {
        assertThat(mismatch(arguments, header, value)).contains("Mcp-Param-" + header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'region':'eu'}                 | Region | eu",
                "{'region':'eu'}                 | Region | =?base64?ZXU=?=",
                "{'region':''}                   | Region | ``",
                "{'level':42}                    | Level  | 42",
                "{'level':42}                    | Level  | 42.0",
                "{'level':42.0}                  | Level  | 42",
                "{'level':-7}                    | Level  | -7",
                "{'dry':false}                   | Dry    | false",
                "{'dry':null}                    | Dry    |",
                "{'where':{'city':'Bern'}}       | City   | Bern",
                "{'where':3}                     | City   |",
                "{'plain':'x'}                   | Plain  |",
                "{'plain':'x'}                   | Plain  | y",
                "{}                              | Other  | whatever"
            })
    void passesHeadersThatSayTheSame(String arguments, String header, String value) {
        assertThat(mismatch(arguments, header, value)).isEmpty();
    }

    @Test
    void showsClientsTheOneTypeThatAHeaderMayHave() {
        assertThat(tool.inputSchema().at("/properties/dry/type").asText()).isEqualTo("boolean");
        assertThat(tool.inputSchema().at("/properties/plain/type")).hasSize(2);
        assertThat(tool.tool().inputSchema()).isEqualTo(json(SCHEMA));
    }

    private Optional<String> mismatch(String arguments, String header, String value) {
        return tool.mismatch(
                json(arguments),
                name -> name.equals("Mcp-Param-" + header) ? Optional.ofNullable(value) : Optional.empty());
    }

    private JsonNode json(String text) {
        return codec.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}

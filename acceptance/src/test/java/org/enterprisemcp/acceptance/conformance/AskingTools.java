package org.enterprisemcp.acceptance.conformance;

import static org.enterprisemcp.acceptance.conformance.JsonText.noArguments;
import static org.enterprisemcp.acceptance.conformance.JsonText.object;
import static org.enterprisemcp.acceptance.conformance.JsonText.oneOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.enterprisemcp.mcp.catalog.CallContext;
import org.enterprisemcp.mcp.catalog.ClientCapabilities;
import org.enterprisemcp.mcp.catalog.InputRequest;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;

/** Tools that ask the client one thing and say what it answered, by the names that both revisions know. */
final class AskingTools {

    private static final String ANSWER = "answer";

    private AskingTools() {}

    static List<McpTool> all() {
        return List.of(
                McpTool.of(
                        "test_sampling",
                        "Asks the client's model.",
                        oneOf("prompt", "string"),
                        (caller, arguments, context) -> asked(
                                context,
                                InputRequest.sampling(arguments.path("prompt").asText(), 100),
                                answer -> "LLM response: "
                                        + answer.path("content").path("text").asText())),
                elicitation("test_elicitation", oneOf("message", "string"), """
                        {
                          "type": "object",
                          "properties": {
                            "username": {"type": "string", "description": "User's response"},
                            "email": {"type": "string", "description": "User's email address"}
                          },
                          "required": ["username", "email"]
                        }"""),
                elicitation("test_elicitation_sep1034_defaults", noArguments(), """
                        {
                          "type": "object",
                          "properties": {
                            "name": {"type": "string", "default": "John Doe"},
                            "age": {"type": "integer", "default": 30},
                            "score": {"type": "number", "default": 95.5},
                            "status": {
                              "type": "string",
                              "enum": ["active", "inactive", "pending"],
                              "default": "active"
                            },
                            "verified": {"type": "boolean", "default": true}
                          },
                          "required": []
                        }"""),
                elicitation("test_elicitation_sep1330_enums", noArguments(), """
                        {
                          "type": "object",
                          "properties": {
                            "untitledSingle": {"type": "string", "enum": ["option1", "option2", "option3"]},
                            "titledSingle": {
                              "type": "string",
                              "oneOf": [
                                {"const": "value1", "title": "First Option"},
                                {"const": "value2", "title": "Second Option"},
                                {"const": "value3", "title": "Third Option"}
                              ]
                            },
                            "legacyEnum": {
                              "type": "string",
                              "enum": ["opt1", "opt2", "opt3"],
                              "enumNames": ["Option One", "Option Two", "Option Three"]
                            },
                            "untitledMulti": {
                              "type": "array",
                              "items": {"type": "string", "enum": ["option1", "option2", "option3"]}
                            },
                            "titledMulti": {
                              "type": "array",
                              "items": {
                                "anyOf": [
                                  {"const": "value1", "title": "First Choice"},
                                  {"const": "value2", "title": "Second Choice"},
                                  {"const": "value3", "title": "Third Choice"}
                                ]
                              }
                            }
                          },
                          "required": []
                        }"""),
                elicitation(
                        "test_streaming_elicitation",
                        noArguments(),
                        oneOf("name", "string").toString()),
                McpTool.of(
                                "test_missing_capability",
                                "Cannot be called by a client that has no model.",
                                noArguments(),
                                (caller, arguments, context) -> Reply.complete(ToolResult.text("The client has one.")))
                        .needing(ClientCapabilities.of("sampling")));
    }

    private static McpTool elicitation(String name, ObjectNode input, String form) {
        return McpTool.of(
                name,
                "Asks the user to fill in a form.",
                input,
                (caller, arguments, context) -> asked(
                        context,
                        InputRequest.elicitation(
                                arguments.path("message").asText("Please fill this in."), object(form)),
                        answer -> "User response: action="
                                + answer.path("action").asText() + ", content=" + answer.path("content")));
    }

    private static Reply<ToolResult> asked(
            CallContext context, InputRequest request, Function<ObjectNode, String> told) {
        ObjectNode answer = context.inputs().get(ANSWER);
        return answer == null ? Reply.ask(ANSWER, request) : Reply.complete(ToolResult.text(told.apply(answer)));
    }
}

package org.enterprisemcp.acceptance.conformance;

import static org.enterprisemcp.acceptance.conformance.JsonText.oneOf;

import java.util.List;
import org.enterprisemcp.mcp.catalog.Content;
import org.enterprisemcp.mcp.catalog.InputRequest;
import org.enterprisemcp.mcp.catalog.McpPrompt;
import org.enterprisemcp.mcp.catalog.McpPrompt.Argument;
import org.enterprisemcp.mcp.catalog.McpPrompt.Message;
import org.enterprisemcp.mcp.catalog.McpPrompt.Result;
import org.enterprisemcp.mcp.catalog.McpPrompt.Role;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ResourceContents;

/** Prompts by the names that the suites know. */
final class FixturePrompts {

    private FixturePrompts() {}

    static List<McpPrompt> all() {
        return List.of(
                McpPrompt.of(
                        "test_simple_prompt",
                        "One sentence.",
                        List.of(),
                        (caller, arguments, context) -> said(Message.user("This is a simple prompt for testing."))),
                new McpPrompt(
                        "test_prompt_with_arguments",
                        "A prompt with arguments",
                        "Repeats its arguments.",
                        List.of(
                                new Argument("arg1", "The first argument.", true),
                                new Argument("arg2", "The second argument.", true)),
                        (caller, arguments, context) -> said(Message.user("Prompt with arguments: arg1='"
                                + arguments.get("arg1") + "', arg2='" + arguments.get("arg2") + "'")),
                        (caller, request) -> List.of("test value 1", "test value 2", "another value").stream()
                                .filter(value -> value.startsWith(request.typed()))
                                .toList()),
                McpPrompt.of(
                        "test_prompt_with_embedded_resource",
                        "Hands a resource over.",
                        List.of(new Argument("resourceUri", "The URI of the resource.", true)),
                        (caller, arguments, context) -> said(
                                new Message(
                                        Role.USER,
                                        new Content.EmbeddedResource(new ResourceContents.Text(
                                                arguments.getOrDefault("resourceUri", ""),
                                                "text/plain",
                                                "Embedded resource content for testing."))),
                                Message.user("Please process the embedded resource above."))),
                McpPrompt.of(
                        "test_prompt_with_image",
                        "Shows a picture.",
                        List.of(),
                        (caller, arguments, context) -> said(
                                new Message(Role.USER, Samples.IMAGE),
                                Message.user("Please analyze the image above."))),
                McpPrompt.of(
                        "test_input_required_result_prompt",
                        "Asks for the context first.",
                        List.of(),
                        (caller, arguments, context) -> {
                            var answer = context.inputs().get("user_context");
                            return answer == null
                                    ? Reply.ask(
                                            "user_context",
                                            InputRequest.elicitation(
                                                    "What context should the prompt use?", oneOf("context", "string")))
                                    : said(Message.user("Use this context: "
                                            + answer.path("content")
                                                    .path("context")
                                                    .asText()));
                        }));
    }

    private static Reply<Result> said(Message... messages) {
        return Reply.complete(new Result("A fixture.", List.of(messages)));
    }
}

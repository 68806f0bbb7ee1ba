package org.enterprisemcp.acceptance.conformance;

import static org.enterprisemcp.acceptance.conformance.JsonText.noArguments;
import static org.enterprisemcp.acceptance.conformance.JsonText.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.enterprisemcp.mcp.catalog.CallContext;
import org.enterprisemcp.mcp.catalog.InputRequest;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;

/** Tools whose call takes several rounds (2026-07-28, basic/patterns/mrtr), by the names and keys that the suite knows. */
final class InputRequiredTools {

    private static final String PREFIX = "test_input_required_result_";
    private static final String USER_NAME = "user_name";
    private static final InputRequest ASK_NAME =
            InputRequest.elicitation("What is your name?", oneOf("name", "string"));
    private static final String ASKED = "asked";

    private InputRequiredTools() {}

    static List<McpTool> all() {
        return List.of(
                tool(
                        "elicitation",
                        context -> name(context)
                                .map(name -> done("Hello, " + name + "!"))
                                .orElseGet(() -> Reply.ask(USER_NAME, ASK_NAME))),
                tool(
                        "sampling",
                        context -> input(context, "capital_question")
                                .map(answer ->
                                        done(answer.path("content").path("text").asText()))
                                .orElseGet(() -> Reply.ask(
                                        "capital_question",
                                        InputRequest.sampling("What is the capital of France?", 100)))),
                tool(
                        "list_roots",
                        context -> input(context, "client_roots")
                                .map(answer -> done("Roots: " + answer.path("roots")))
                                .orElseGet(() -> Reply.ask("client_roots", InputRequest.roots()))),
                tool("request_state", InputRequiredTools::confirmed),
                tool("tampered_state", InputRequiredTools::confirmed),
                tool("multiple_inputs", InputRequiredTools::several),
                tool("multi_round", InputRequiredTools::rounds),
                tool("capabilities", InputRequiredTools::whatTheClientCan));
    }

    private static McpTool tool(String name, Function<CallContext, Reply<ToolResult>> handler) {
        return McpTool.of(
                PREFIX + name,
                "Asks the client before it answers.",
                noArguments(),
                (caller, arguments, context) -> handler.apply(context));
    }

    private static Reply<ToolResult> confirmed(CallContext context) {
        boolean known = context.state().filter(ASKED::equals).isPresent();
        if (known && content(context, "confirm", "ok").asBoolean()) {
            return done("state-ok");
        }
        return Reply.ask(Map.of("confirm", InputRequest.elicitation("Please confirm", oneOf("ok", "boolean"))), ASKED);
    }

    private static Reply<ToolResult> several(CallContext context) {
        if (context.inputs().keySet().containsAll(List.of(USER_NAME, "greeting", "client_roots"))) {
            return done(context.inputs().toString());
        }
        Map<String, InputRequest> requests = new LinkedHashMap<>();
        requests.put(USER_NAME, ASK_NAME);
        requests.put("greeting", InputRequest.sampling("Generate a greeting", 50));
        requests.put("client_roots", InputRequest.roots());
        return Reply.ask(requests, ASKED);
    }

    /** The state of the second round holds what the first one brought. */
    private static Reply<ToolResult> rounds(CallContext context) {
        String state = context.state().orElse("");
        String name = content(context, "step1", "name").asText();
        String color = content(context, "step2", "color").asText();
        if (state.startsWith("name ") && !color.isEmpty()) {
            return done(state + ", color " + color);
        }
        if (!state.isEmpty() && !name.isEmpty()) {
            return Reply.ask(
                    Map.of(
                            "step2",
                            InputRequest.elicitation("Step 2: What is your favorite color?", oneOf("color", "string"))),
                    "name " + name);
        }
        return Reply.ask(
                Map.of("step1", InputRequest.elicitation("Step 1: What is your name?", oneOf("name", "string"))),
                ASKED);
    }

    /** Asks for all there is; the server leaves out what the client did not declare. */
    private static Reply<ToolResult> whatTheClientCan(CallContext context) {
        if (!context.inputs().isEmpty()) {
            return done(context.inputs().toString());
        }
        Map<String, InputRequest> requests = new LinkedHashMap<>();
        requests.put(USER_NAME, ASK_NAME);
        requests.put("greeting", InputRequest.sampling("Generate a greeting", 50));
        return new Reply.InputRequired<>(requests, Optional.empty());
    }

    private static Reply<ToolResult> done(String text) {
        return Reply.complete(ToolResult.text(text));
    }

    private static Optional<String> name(CallContext context) {
        return Optional.of(content(context, USER_NAME, "name").asText()).filter(name -> !name.isEmpty());
    }

    private static Optional<JsonNode> input(CallContext context, String key) {
        return Optional.ofNullable(context.inputs().get(key));
    }

    /** What stands in a field of a form that the user accepted. */
    private static JsonNode content(CallContext context, String key, String field) {
        return input(context, key)
                .filter(answer -> answer.path("action").asText().equals("accept"))
                .map(answer -> answer.path("content").path(field))
                .orElse(MissingNode.getInstance());
    }
}

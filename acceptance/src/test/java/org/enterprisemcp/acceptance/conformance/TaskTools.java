package org.enterprisemcp.acceptance.conformance;

import static org.enterprisemcp.acceptance.conformance.JsonText.noArguments;
import static org.enterprisemcp.acceptance.conformance.JsonText.oneOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.enterprisemcp.mcp.catalog.CallContext;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.ClientCapabilities;
import org.enterprisemcp.mcp.catalog.InputRequest;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;

/** Tools whose calls go on while the client comes and asks (extension tasks), by the names that the suite knows. */
final class TaskTools {

    private static final ClientCapabilities TASKS = ClientCapabilities.extension("io.modelcontextprotocol/tasks");
    private static final int INTERNAL_ERROR = -32603;

    private TaskTools() {}

    static List<McpTool> all() {
        return List.of(
                McpTool.of(
                        "greet",
                        "Greets at once.",
                        oneOf("name", "string"),
                        (caller, arguments, context) ->
                                done("Hello, " + arguments.path("name").asText() + "!")),
                McpTool.of(
                        "slow_compute",
                        "Takes some seconds.",
                        JsonText.object("""
                                {
                                  "type": "object",
                                  "properties": {"seconds": {"type": "number"}, "label": {"type": "string"}}
                                }"""),
                        (caller, arguments, context) -> compute(arguments)),
                later("failing_job", told -> {
                            pass(1);
                            return Reply.complete(ToolResult.error("The job failed."));
                        })
                        .needing(TASKS),
                later("protocol_error_job", told -> {
                    throw new CallRefusal(INTERNAL_ERROR, "The job came to nothing.", Map.of());
                }),
                McpTool.of(
                        "confirm_delete",
                        "Asks before it deletes.",
                        oneOf("filename", "string"),
                        (caller, arguments, context) -> Reply.later(told -> told.inputs()
                                        .isEmpty()
                                ? Reply.ask("confirm", form("Delete it?", "confirm", "boolean"))
                                : done("Deleted " + arguments.path("filename").asText() + "."))),
                later("multi_input", TaskTools::both),
                McpTool.of(
                                "test_tool_with_task",
                                "Asks first and then takes its time.",
                                noArguments(),
                                (caller, arguments, context) -> named(context))
                        .needing(TASKS));
    }

    private static McpTool later(String name, Function<CallContext, Reply<ToolResult>> rest) {
        return McpTool.of(name, "Takes its time.", noArguments(), (caller, arguments, context) -> Reply.later(rest));
    }

    private static Reply<ToolResult> compute(ObjectNode arguments) {
        long seconds = arguments.path("seconds").asLong();
        String result = "Computed " + arguments.path("label").asText() + ".";
        if (seconds == 0) {
            return done(result);
        }
        return Reply.later(told -> {
            pass(seconds);
            return done(result);
        });
    }

    private static Reply<ToolResult> both(CallContext told) {
        if (told.inputs().keySet().containsAll(List.of("first", "second"))) {
            return done("Both are there.");
        }
        Map<String, InputRequest> requests = new LinkedHashMap<>();
        requests.put("first", form("The first one?", "name", "string"));
        requests.put("second", form("The second one?", "name", "string"));
        return new Reply.InputRequired<>(requests, Optional.empty());
    }

    private static Reply<ToolResult> named(CallContext context) {
        ObjectNode answer = context.inputs().get("user_name");
        if (answer == null) {
            return Reply.ask("user_name", form("What is your name?", "name", "string"));
        }
        return Reply.later(
                told -> done("Hello, " + answer.path("content").path("name").asText() + "!"));
    }

    private static InputRequest form(String message, String field, String type) {
        return InputRequest.elicitation(message, oneOf(field, type));
    }

    private static Reply<ToolResult> done(String text) {
        return Reply.complete(ToolResult.text(text));
    }

    /** Lets time pass, as work does that can be stopped. */
    private static void pass(long seconds) {
        try {
            new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

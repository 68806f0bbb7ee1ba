package org.enterprisemcp.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.catalog.CallContext;
import org.enterprisemcp.mcp.catalog.ClientCapabilities;
import org.enterprisemcp.mcp.catalog.Declarations;
import org.enterprisemcp.mcp.catalog.InputRequest;
import org.enterprisemcp.mcp.catalog.LogLevel;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpPrompt;
import org.enterprisemcp.mcp.catalog.McpResource;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ResourceContents;
import org.enterprisemcp.mcp.catalog.ToolResult;

/** Tools, a prompt and a resource that ask their client, tell it things, wait for it, and change under its hands. */
final class AskingCatalog {

    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    final McpCatalog catalog;

    AskingCatalog() {
        catalog = new McpCatalog(new Declarations(
                "Ask.",
                List.of(
                        tool("name", AskingCatalog::name),
                        tool("two", AskingCatalog::two),
                        tool("steps", AskingCatalog::steps),
                        tool("endless", (caller, arguments, context) -> Reply.ask("x", InputRequest.roots())),
                        tool("sampler", (caller, arguments, context) -> Reply.complete(ToolResult.text("done")))
                                .needing(ClientCapabilities.of("sampling")),
                        tool("teller", AskingCatalog::tell),
                        tool("traced", AskingCatalog::traced),
                        tool("waiter", (caller, arguments, context) -> await(context)),
                        tool("changer", (caller, arguments, context) -> change())),
                List.of(McpResource.of("test://asked", "asked", "Asks.", "text/plain", AskingCatalog::read)),
                List.of(McpPrompt.of("asked", "Asks.", List.of(), AskingCatalog::prompt)),
                true));
    }

    private static McpTool tool(String name, McpTool.Handler handler) {
        return McpTool.of(name, "A tool.", JsonNodeFactory.instance.objectNode().put("type", "object"), handler);
    }

    private static InputRequest form(String field) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties").putObject(field).put("type", "string");
        return InputRequest.elicitation("Your " + field + "?", schema);
    }

    private static Optional<String> answer(CallContext context, String key, String field) {
        return Optional.ofNullable(context.inputs().get(key))
                .map(answer -> answer.at("/content/" + field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private static Reply<ToolResult> name(Caller caller, ObjectNode arguments, CallContext context) {
        return answer(context, "user_name", "name")
                .map(name -> Reply.complete(ToolResult.text("Hello, " + name + "!")))
                .orElseGet(() -> Reply.ask("user_name", form("name")));
    }

    private static Reply<ToolResult> two(Caller caller, ObjectNode arguments, CallContext context) {
        if (context.inputs().keySet().containsAll(List.of("a", "b"))) {
            return Reply.complete(ToolResult.text(answer(context, "a", "x").orElse("?")
                    + Objects.requireNonNull(context.inputs().get("b")).path("roots")));
        }
        Map<String, InputRequest> both = new LinkedHashMap<>();
        both.put("a", form("x"));
        both.put("b", InputRequest.roots());
        return Reply.ask(both, "both");
    }

    private static Reply<ToolResult> steps(Caller caller, ObjectNode arguments, CallContext context) {
        String state = context.state().orElse("");
        if (state.isEmpty()) {
            return Reply.ask(Map.of("first", form("name")), "first;");
        }
        if (state.equals("first;")) {
            return Reply.ask(
                    Map.of("second", form("color")),
                    answer(context, "first", "name").orElse("?"));
        }
        return Reply.complete(ToolResult.text(
                state + " likes " + answer(context, "second", "color").orElse("?")));
    }

    private static Reply<ToolResult> tell(Caller caller, ObjectNode arguments, CallContext context) {
        context.log(LogLevel.DEBUG, "test", "quiet");
        context.log(LogLevel.WARNING, "test", Map.of("loud", true));
        context.progress(0, OptionalDouble.of(2), "begun");
        return Reply.complete(ToolResult.text("told"));
    }

    private static Reply<ToolResult> traced(Caller caller, ObjectNode arguments, CallContext context) {
        return Reply.complete(ToolResult.text(context.trace()
                .map(trace -> trace.traceparent() + " " + trace.baggage().orElse("-"))
                .orElse("none")));
    }

    private Reply<ToolResult> await(CallContext context) {
        context.progress(0, OptionalDouble.empty(), "waiting");
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
            return Reply.complete(ToolResult.error("nobody waits for this"));
        } catch (InterruptedException cancelled) {
            interrupted.countDown();
            return Reply.complete(ToolResult.error("interrupted"));
        }
    }

    private Reply<ToolResult> change() {
        catalog.put(tool("added", AskingCatalog::name));
        catalog.removePrompt("asked");
        return Reply.complete(ToolResult.text("changed"));
    }

    private static Reply<List<ResourceContents>> read(Caller caller, McpResource.Request request, CallContext context) {
        return answer(context, "why", "reason")
                .map(reason -> Reply.complete(
                        List.<ResourceContents>of(new ResourceContents.Text(request.uri(), "text/plain", reason))))
                .orElseGet(() -> Reply.ask("why", form("reason")));
    }

    private static Reply<McpPrompt.Result> prompt(Caller caller, Map<String, String> arguments, CallContext context) {
        return answer(context, "why", "reason")
                .map(reason -> Reply.complete(new McpPrompt.Result("Asked.", List.of(McpPrompt.Message.user(reason)))))
                .orElseGet(() -> Reply.ask("why", form("reason")));
    }
}

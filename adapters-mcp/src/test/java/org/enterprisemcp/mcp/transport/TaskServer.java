package org.enterprisemcp.mcp.transport;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.SignIn;
import org.enterprisemcp.mcp.catalog.Declarations;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.modern.ModernOptions;
import org.enterprisemcp.mcp.modern.StateSeal;
import org.enterprisemcp.mcp.modern.TaskOptions;
import org.enterprisemcp.testkit.HttpReply;

/** A replica whose calls may become tasks. The header {@code X-Test-User} says who calls, {@code X-Test-Scope} what a token allows. */
final class TaskServer implements AutoCloseable {

    static final String TASKS = "{'elicitation':{},'extensions':{'io.modelcontextprotocol/tasks':{}}}";

    private final McpHttp endpoint;
    private final WebServer server;

    TaskServer(Optional<TaskOptions> tasks, Clock clock, McpTool... tools) {
        endpoint = new McpHttp(
                TestServer.IDENTITY,
                new McpCatalog(new Declarations("Test.", List.of(tools), List.of(), List.of(), false)),
                new HttpOptions(Set.of(), Set.of(), true, true, TestServer.MAX_BODY),
                new Access(TaskServer::caller, needed -> "Bearer"),
                new ModernOptions(StateSeal.ephemeral(), tasks),
                RequestObserver.none(),
                clock);
        server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(routing -> routing.register("/mcp", endpoint))
                .build()
                .start();
    }

    private static Caller caller(ServerRequest request) {
        Set<Scope> scopes = RequestGuards.header(request.headers(), HeaderNames.create("X-Test-Scope"))
                .map(scope -> Set.of(new Scope(scope)))
                .orElse(Scope.ALL);
        String user = RequestGuards.header(request.headers(), HeaderNames.create("X-Test-User"))
                .orElse("alice");
        return new Caller(user, scopes, Optional.empty(), new SignIn.None());
    }

    /** A client that knows tasks. */
    ModernProbe probe() {
        return new ModernProbe(server.port()).meta("clientCapabilities", TASKS);
    }

    /** Calls a tool that becomes a task; its id. */
    String begin(String tool) {
        JsonNode created = probe().call(tool, "{}");
        if (!created.path("resultType").asText().equals("task")) {
            throw new AssertionError("no task: " + created);
        }
        return created.path("taskId").asText();
    }

    /** Sends a request about a task. */
    HttpReply about(ModernProbe probe, String method, String id, String more) {
        return probe.with("Mcp-Name", id).send(method, "{'taskId':'" + id + "'" + more + "}");
    }

    /** A task as it stands. */
    JsonNode get(String id) {
        return about(probe(), "tasks/get", id, "").json().path("result");
    }

    /** A task as it stands when it is not being worked on any more. */
    JsonNode settled(String id) {
        JsonNode task = get(id);
        while (task.path("status").asText().equals("working")) {
            task = get(id);
        }
        return task;
    }

    /** Answers what a task asks; the acknowledgement. */
    JsonNode update(String id, String responses) {
        return about(probe(), "tasks/update", id, ",'inputResponses':" + responses)
                .json()
                .path("result");
    }

    /** Stops, as a process does that is told to; tasks get so long. */
    void stop(Duration atMost) {
        endpoint.close();
        endpoint.finish(atMost);
    }

    @Override
    public void close() {
        stop(Duration.ZERO);
        server.stop();
    }
}

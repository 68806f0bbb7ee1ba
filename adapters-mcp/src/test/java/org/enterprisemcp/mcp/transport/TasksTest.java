package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.mcp.transport.SessionServer.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.mcp.catalog.CallContext;
import org.enterprisemcp.mcp.catalog.CallRefusal;
import org.enterprisemcp.mcp.catalog.ClientCapabilities;
import org.enterprisemcp.mcp.catalog.InputRequest;
import org.enterprisemcp.mcp.catalog.McpTool;
import org.enterprisemcp.mcp.catalog.Reply;
import org.enterprisemcp.mcp.catalog.ToolResult;
import org.enterprisemcp.mcp.modern.TaskOptions;
import org.enterprisemcp.testkit.FakeStateStore;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that go on while their client comes and asks (SEP-2663), with two replicas that share a store. */
@Timeout(60)
class TasksTest {

    private final MutableClock clock = new MutableClock();
    private final FakeStateStore store = new FakeStateStore(clock);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<TaskServer> servers = new ArrayList<>();
    private final TaskServer one = server(Optional.of(new TaskOptions(store, Duration.ZERO)));
    private final TaskServer other = server(Optional.of(new TaskOptions(store, Duration.ZERO)));

    private TaskServer server(Optional<TaskOptions> tasks) {
        TaskServer server = new TaskServer(
                tasks,
                clock,
                later("waiting", told -> {
                    try {
                        goOn.await(20, TimeUnit.SECONDS);
                        return Reply.complete(ToolResult.text("done"));
                    } catch (InterruptedException cancelled) {
                        stopped.countDown();
                        return Reply.complete(ToolResult.text("too late"));
                    }
                }),
                later("quick", told -> Reply.complete(ToolResult.text("done"))),
                later("refusing", told -> {
                    throw CallRefusal.invalidParams("not like this");
                }),
                later("broken", told -> {
                    throw new IllegalStateException("password=hunter2");
                }),
                later("asking", TasksTest::ask),
                later("demanding", told -> Reply.complete(ToolResult.text("done")))
                        .needing(ClientCapabilities.extension("io.modelcontextprotocol/tasks")),
                scoped(later("reading", told -> Reply.complete(ToolResult.text("secret")))));
        servers.add(server);
        return server;
    }

    private static McpTool later(String name, Function<CallContext, Reply<ToolResult>> rest) {
        return tool(name, (caller, arguments, context) -> Reply.later(rest));
    }

    private static McpTool scoped(McpTool tool) {
        return new McpTool(
                tool.name(),
                tool.title(),
                tool.description(),
                tool.inputSchema(),
                Optional.empty(),
                Optional.empty(),
                ClientCapabilities.none(),
                Set.of(Scope.READ),
                tool.handler());
    }

    /** Asks twice under the same key. */
    private static Reply<ToolResult> ask(CallContext told) {
        ObjectNode form = JsonNodeFactory.instance.objectNode().put("type", "object");
        InputRequest request = InputRequest.elicitation("Well?", form);
        int round = Integer.parseInt(told.state().orElse("0"));
        return round < 2
                ? Reply.ask(Map.of("q", request), String.valueOf(round + 1))
                : Reply.complete(ToolResult.text(told.inputs().toString()));
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        servers.forEach(TaskServer::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/get", "tasks/update", "tasks/cancel"})
    void refusesAClientThatDoesNotSayThatItKnowsTasks(String method) {
        String id = one.begin("waiting");
        HttpReply reply = one.about(one.probe().meta("clientCapabilities", "{}"), method, id, ",'inputResponses':{}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32021);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks/get", "tasks/update", "tasks/cancel"})
    void knowsNoTaskOfSomebodyElse(String method) {
        String id = one.begin("waiting");
        ModernProbe stranger = one.probe().with("X-Test-User", "mallory");
        JsonNode foreign =
                one.about(stranger, method, id, ",'inputResponses':{}").json().path("error");
        JsonNode unknown = one.about(one.probe(), method, "0".repeat(48), ",'inputResponses':{}")
                .json()
                .path("error");
        assertThat(foreign.path("code").asInt()).isEqualTo(-32602);
        assertThat(foreign).isEqualTo(unknown);
        assertThat(one.get(id).path("status").asText()).isEqualTo("working");
    }

    @Test
    void refusesHeadersThatNameAnotherTask() {
        String id = one.begin("waiting");
        HttpReply reply = one.probe().with("Mcp-Name", "0".repeat(48)).send("tasks/get", "{'taskId':'" + id + "'}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32020);
    }

    @Test
    void refusesAClientThatCannotFollowATaskThatHasToBeOne() {
        HttpReply reply =
                one.probe().meta("clientCapabilities", "{}").send("tools/call", "{'name':'demanding','arguments':{}}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32021);
        assertThat(reply.json()
                        .at("/error/data/requiredCapabilities/extensions/io.modelcontextprotocol~1tasks")
                        .isObject())
                .isTrue();
    }

    @Test
    void refusesATokenThatDoesNotAllowWhatTheTaskDoes() {
        String id = one.begin("reading");
        one.settled(id);
        HttpReply reply = one.about(one.probe().with("X-Test-Scope", Scope.WRITE.value()), "tasks/get", id, "");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'inputResponses':3", ",'inputResponses':{'q':3}"})
    void refusesAnswersThatAreNone(String responses) {
        String id = one.begin("asking");
        one.settled(id);
        assertThat(one.about(one.probe(), "tasks/update", id, responses)
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
        assertThat(one.get(id).path("status").asText()).isEqualTo("input_required");
    }

    @Test
    void knowsNoTasksWhereNoneAreKept() {
        TaskServer without = server(Optional.empty());
        assertThat(without.about(without.probe(), "tasks/get", "1", "").status())
                .isEqualTo(404);
        assertThat(without.probe()
                        .result("server/discover", "{}")
                        .at("/capabilities/extensions")
                        .isMissingNode())
                .isTrue();
        assertThat(without.probe().call("quick", "{}").path("resultType").asText())
                .isEqualTo("complete");
    }

    @Test
    void answersPlainlyWhoeverDoesNotKnowTasks() {
        JsonNode result = one.probe().meta("clientCapabilities", "{}").call("quick", "{}");
        assertThat(result.path("resultType").asText()).isEqualTo("complete");
        assertThat(store.contents("mcp-task")).isEmpty();
    }

    @Test
    void answersPlainlyWhileItsPatienceLasts() {
        TaskServer patient = server(Optional.of(new TaskOptions(store, Duration.ofSeconds(20))));
        assertThat(patient.probe().call("quick", "{}").at("/content/0/text").asText())
                .isEqualTo("done");
        assertThat(patient.probe().call("asking", "{}").path("resultType").asText())
                .isEqualTo("input_required");
        assertThat(store.contents("mcp-task")).isEmpty();
    }

    @Test
    void becomesATaskWhenItsPatienceEnds() {
        TaskServer hasty = server(Optional.of(new TaskOptions(store, Duration.ofMillis(1))));
        String id = hasty.begin("waiting");
        assertThat(hasty.get(id).path("status").asText()).isEqualTo("working");
        goOn.countDown();
        assertThat(hasty.settled(id).at("/result/content/0/text").asText()).isEqualTo("done");
    }

    @Test
    void everyReplicaTellsOfATask() {
        String id = one.begin("waiting");
        JsonNode task = other.get(id);
        assertThat(task.path("taskId").asText()).isEqualTo(id);
        assertThat(task.path("createdAt").asText()).isEqualTo(clock.instant().toString());
        assertThat(task.path("ttlMs").isIntegralNumber()).isTrue();
        assertThat(task.has("result") || task.has("requestState")).isFalse();
        goOn.countDown();
        JsonNode done = other.settled(id);
        assertThat(done.path("status").asText()).isEqualTo("completed");
        assertThat(done.at("/result/content/0/text").asText()).isEqualTo("done");
    }

    @Test
    void tellsARefusalFromAMistakeAndShowsNothingOfTheLatter() {
        JsonNode refused = one.settled(one.begin("refusing"));
        assertThat(refused.path("status").asText()).isEqualTo("failed");
        assertThat(refused.at("/error/code").asInt()).isEqualTo(-32602);
        JsonNode broken = one.settled(one.begin("broken"));
        assertThat(broken.path("status").asText()).isEqualTo("failed");
        assertThat(broken.at("/error/code").asInt()).isEqualTo(-32603);
        assertThat(broken.toString()).doesNotContain("hunter2");
    }

    @Test
    void cancelReachesTheReplicaThatWorksOnIt() throws Exception {
        String id = one.begin("waiting");
        JsonNode acknowledged =
                other.about(other.probe(), "tasks/cancel", id, "").json().path("result");
        assertThat(acknowledged.path("resultType").asText()).isEqualTo("complete");
        assertThat(acknowledged.has("status")).isFalse();
        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(one.get(id).path("status").asText()).isEqualTo("cancelled");
        assertThat(one.about(one.probe(), "tasks/cancel", id, "").json().has("result"))
                .as("whoever cancels again is told the same")
                .isTrue();
        assertThat(one.get(id).has("result")).isFalse();
    }

    @Test
    void goesOnWhereTheAnswersAreSentAndNeverUsesAKeyTwice() {
        String id = one.begin("asking");
        JsonNode first = one.settled(id);
        assertThat(first.path("status").asText()).isEqualTo("input_required");
        String key = first.path("inputRequests").fieldNames().next();
        one.update(id, "{'nobody-asked':{'action':'accept'}}");
        assertThat(one.get(id).path("inputRequests").has(key)).isTrue();

        other.update(id, "{'" + key + "':{'action':'accept','content':{'n':1}}}");
        JsonNode second = other.settled(id);
        String next = second.path("inputRequests").fieldNames().next();
        assertThat(next).isNotEqualTo(key);
        one.update(id, "{'" + next + "':{'action':'accept','content':{'n':2}}}");
        assertThat(other.settled(id).at("/result/content/0/text").asText()).contains("\"n\":2");
    }

    @Test
    void aServerThatStopsLetsTasksEnd() {
        String id = one.begin("quick");
        one.stop(Duration.ofSeconds(20));
        assertThat(other.get(id).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void whatDoesNotEndInTimeIsStoppedAndOnRecord() throws Exception {
        String id = one.begin("waiting");
        one.stop(Duration.ofMillis(1));
        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(other.settled(id).at("/result/content/0/text").asText()).isEqualTo("too late");
    }

    @Test
    void saysThatTheServerIsLostThatWorkedOnIt() {
        String id = one.begin("waiting");
        clock.advance(Duration.ofMinutes(11));
        assertThat(one.get(id).path("status").asText()).as("it is at work here").isEqualTo("working");
        JsonNode lost = other.get(id);
        assertThat(lost.path("status").asText()).isEqualTo("failed");
        assertThat(lost.at("/error/message").asText()).contains("not known");
    }

    @Test
    void standsUntilItsTimeIsOver() {
        String id = one.begin("quick");
        one.settled(id);
        clock.advance(Duration.ofMinutes(59));
        assertThat(one.get(id).path("status").asText()).isEqualTo("completed");
        clock.advance(Duration.ofMinutes(1));
        assertThat(one.about(one.probe(), "tasks/get", id, "")
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
    }

    @Test
    void waitsForTheAnswerWhereNothingCanBePutOnRecord() {
        TaskServer hasty = server(Optional.of(new TaskOptions(store, Duration.ofMillis(1))));
        store.goDown();
        goOn.countDown();
        assertThat(hasty.probe().call("waiting", "{}").at("/content/0/text").asText())
                .isEqualTo("done");
    }
}

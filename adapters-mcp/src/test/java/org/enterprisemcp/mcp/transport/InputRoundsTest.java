package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that need several rounds (2026-07-28, basic/patterns/mrtr). */
class InputRoundsTest {

    private static final String ALICE = "'first':{'action':'accept','content':{'name':'Alice'}}";
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final TestServer server = new TestServer(new AskingCatalog().catalog, SILENCE);
    private final ModernProbe client = server.modern().meta("clientCapabilities", "{'elicitation':{},'roots':{}}");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusesAStateThatWasChanged() {
        String state = begin(client);
        assertRefused(retry(client, "{}", state + "-TAMPERED"));
        assertRefused(retry(client, "{}", state.substring(1)));
        assertRefused(retry(client, "{}", (state.charAt(0) == 'A' ? 'B' : 'A') + state.substring(1)));
        assertRefused(retry(client, "{}", ""));
    }

    @Test
    void refusesTheStateOfSomebodyElse() {
        String state = begin(client.with("X-Test-User", "ann"));
        assertRefused(retry(client.with("X-Test-User", "bob"), "{}", state));
        assertThat(retry(client.with("X-Test-User", "ann"), "{}", state).json().has("result"))
                .isTrue();
    }

    @Test
    void refusesTheStateOfAnotherRequest() {
        String state = begin(client);
        assertRefused(retry(client, "{'other':1}", state));
        assertRefused(client.send("tools/call", "{'name':'two','requestState':'" + state + "'}"));
        assertRefused(client.send("prompts/get", "{'name':'asked','requestState':'" + state + "'}"));
    }

    @Test
    void refusesAStateThatIsTooOld() {
        String state = begin(client);
        server.clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(retry(client, "{}", state).json().has("result")).isTrue();
        server.clock.advance(Duration.ofMillis(1));
        assertRefused(retry(client, "{}", state));
    }

    @Test
    void refusesTheStateOfAnotherServer() {
        String state = begin(client);
        try (TestServer other = new TestServer(new AskingCatalog().catalog, SILENCE)) {
            ModernProbe there = other.modern().meta("clientCapabilities", "{'elicitation':{}}");
            assertRefused(retry(there, "{}", state));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sampler | {'elicitation':{}}          | {'sampling':{}}",
                "name    | {}                          | {'elicitation':{}}",
                "name    | {'elicitation':{'url':{}}}  | {'elicitation':{}}",
                "two     | {'sampling':{}}             | {'elicitation':{},'roots':{}}"
            })
    void refusesAClientThatCannotDoWhatItTakes(String tool, String capabilities, String required) {
        HttpReply reply = client.meta("clientCapabilities", capabilities).send("tools/call", "{'name':'" + tool + "'}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(-32021);
        assertThat(reply.json().at("/error/data/requiredCapabilities")).isEqualTo(ModernProbe.json(required));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'other':{'action':'accept','content':{'name':'Alice'}}}",
                "{'user_name':{'action':'decline'}}",
                "{'user_name':{'action':'accept','content':{'name':3}}}"
            })
    void asksAgainForAnAnswerThatIsMissingOrNone(String answers) {
        JsonNode result = client.result("tools/call", "{'name':'name','inputResponses':" + answers + "}");
        assertThat(result.path("resultType").asText()).isEqualTo("input_required");
        assertThat(result.at("/inputRequests/user_name/method").asText()).isEqualTo("elicitation/create");
    }

    @Test
    void asksOnlyForWhatTheClientCanDo() {
        JsonNode result = client.meta("clientCapabilities", "{'roots':{}}").call("two", "{}");
        assertThat(result.path("inputRequests").properties()).hasSize(1);
        assertThat(result.at("/inputRequests/b/method").asText()).isEqualTo("roots/list");
    }

    @Test
    void asksAndAnswersOnceTheClientHasAnswered() {
        JsonNode asked = client.call("name", "{}");
        assertThat(asked.path("resultType").asText()).isEqualTo("input_required");
        assertThat(asked.has("requestState")).isFalse();
        assertThat(asked.has("ttlMs")).isFalse();
        assertThat(asked.path("_meta").has("io.modelcontextprotocol/serverInfo"))
                .isTrue();
        assertThat(asked.at("/inputRequests/user_name/params/message").asText()).isEqualTo("Your name?");
        JsonNode answered = client.result("tools/call", """
                {'name':'name','arguments':{},'inputResponses':{'extra':{},'user_name':\
                {'action':'accept','content':{'name':'Alice'}}}}""");
        assertThat(answered.path("resultType").asText()).isEqualTo("complete");
        assertThat(answered.at("/content/0/text").asText()).isEqualTo("Hello, Alice!");
    }

    @Test
    void asksForSeveralThingsAtOnce() {
        JsonNode asked = client.call("two", "{}");
        assertThat(asked.path("inputRequests").properties()).hasSize(2);
        JsonNode answered = client.result(
                "tools/call",
                "{'name':'two','arguments':{},'requestState':'"
                        + asked.path("requestState").asText()
                        + "','inputResponses':{'a':{'action':'accept','content':{'x':'1'}},'b':{'roots':[]}}}");
        assertThat(answered.at("/content/0/text").asText()).isEqualTo("1[]");
    }

    @Test
    void carriesWhatItNeedsThroughSeveralRounds() {
        String first = begin(client);
        assertThat(first).doesNotContain("first");
        JsonNode second = client.result(
                "tools/call",
                "{'inputResponses':{" + ALICE + "},'name':'steps','arguments':{},'requestState':'" + first + "'}");
        assertThat(second.at("/inputRequests/second/params/message").asText()).isEqualTo("Your color?");
        String state = second.path("requestState").asText();
        assertThat(state).isNotEqualTo(first);
        JsonNode last = client.result(
                "tools/call",
                "{'name':'steps','arguments':{},'requestState':'" + state
                        + "','inputResponses':{'second':{'action':'accept','content':{'color':'blue'}}}}");
        assertThat(last.at("/content/0/text").asText()).isEqualTo("Alice likes blue");
    }

    @Test
    void asksBeforeItReadsAResourceOrWritesAPrompt() {
        String answer = "'inputResponses':{'why':{'action':'accept','content':{'reason':'because'}}}";
        assertThat(client.result("resources/read", "{'uri':'test://asked'}")
                        .path("resultType")
                        .asText())
                .isEqualTo("input_required");
        JsonNode read = client.result("resources/read", "{'uri':'test://asked'," + answer + "}");
        assertThat(read.at("/contents/0/text").asText()).isEqualTo("because");
        assertThat(read.path("ttlMs").asInt(-1)).isZero();
        assertThat(client.result("prompts/get", "{'name':'asked'}")
                        .path("resultType")
                        .asText())
                .isEqualTo("input_required");
        assertThat(client.result("prompts/get", "{'name':'asked'," + answer + "}")
                        .at("/messages/0/content/text")
                        .asText())
                .isEqualTo("because");
    }

    private static String begin(ModernProbe client) {
        String state = client.call("steps", "{}").path("requestState").asText();
        assertThat(state).isNotBlank();
        return state;
    }

    private static HttpReply retry(ModernProbe client, String arguments, String state) {
        return client.send(
                "tools/call", "{'name':'steps','arguments':" + arguments + ",'requestState':'" + state + "'}");
    }

    private static void assertRefused(HttpReply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().at("/error/code").asInt()).as(reply.text()).isEqualTo(-32602);
    }
}

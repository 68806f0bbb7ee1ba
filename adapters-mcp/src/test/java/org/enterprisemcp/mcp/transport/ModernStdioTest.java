package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.catalog.CatalogChange;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both eras over one pair of pipes. */
@Timeout(60)
class ModernStdioTest {

    private static final String META = "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{'elicitation':{}}}";
    private static final int PIPE = 64 * 1024;

    private final AskingCatalog asking = new AskingCatalog();
    private final StdioTransport transport =
            new StdioTransport(TestServer.IDENTITY, asking.catalog, Caller.anonymous(), 10_000, new MutableClock());
    private final PipedOutputStream toServer = new PipedOutputStream();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final CountDownLatch served = new CountDownLatch(1);
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void start() throws IOException {
        PipedInputStream input = new PipedInputStream(toServer, PIPE);
        background.execute(() -> {
            transport.serve(input, new Lines(answers));
            served.countDown();
        });
    }

    @AfterEach
    void stop() throws IOException {
        toServer.close();
        background.close();
    }

    @Test
    void refusesInBandWhatIsNotAsTheRevisionSays() throws Exception {
        send("{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{'_meta':"
                + "{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}}}");
        assertThat(next().at("/error/code").asInt()).isEqualTo(-32602);
        send(request(2, "tools/list", "").replace("2026-07-28", "1999-01-01"));
        assertThat(next().at("/error/code").asInt()).isEqualTo(-32022);
        send(request(3, "ping", ""));
        assertThat(next().at("/error/code").asInt()).isEqualTo(-32601);
    }

    @Test
    void servesRequestsThatNeedNoHandshakeAndNoHeaders() throws Exception {
        send(request(1, "server/discover", ""));
        assertThat(next().at("/result/supportedVersions/0").asText()).isEqualTo("2026-07-28");
        send(request(2, "tools/call", "'name':'name',"));
        assertThat(next().at("/result/resultType").asText()).isEqualTo("input_required");
    }

    @Test
    void tellsAClientWithASessionOfChanges() throws Exception {
        send("{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2025-11-25','capabilities':{},"
                + "'clientInfo':{'name':'c','version':'1'}}}");
        assertThat(next().path("id").asInt()).isEqualTo(1);
        send("{'jsonrpc':'2.0','id':2,'method':'ping'}");
        assertThat(next().path("id").asInt()).isEqualTo(2);
        asking.catalog.announce(CatalogChange.Listed.TOOLS);
        assertThat(next().path("method").asText()).isEqualTo("notifications/tools/list_changed");
    }

    @Test
    void neverAnswersACallThatWasCancelled() throws Exception {
        send(request(1, "tools/call", "'name':'waiter',"));
        assertThat(asking.waiting.await(30, TimeUnit.SECONDS)).isTrue();
        send("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':99}}");
        send("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{}}");
        send("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1,'reason':'bored'}}");
        assertThat(asking.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        send(request(2, "tools/list", ""));
        assertThat(rest()).noneMatch(answer -> answer.path("id").asInt() == 1);
    }

    @Test
    void endsASubscriptionWithoutAWordWhenTheClientCancelsIt() throws Exception {
        send(request(1, "subscriptions/listen", "'notifications':{'toolsListChanged':true},"));
        assertThat(next().path("method").asText()).isEqualTo("notifications/subscriptions/acknowledged");
        send("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1}}");
        send(request(2, "tools/call", "'name':'traced',"));
        assertThat(rest()).allMatch(answer -> answer.path("id").asInt() == 2);
    }

    @Test
    void tellsOfChangesAndEndsSubscriptionsWithTheInput() throws Exception {
        send(request(1, "subscriptions/listen", "'notifications':{'toolsListChanged':true},"));
        assertThat(next().path("method").asText()).isEqualTo("notifications/subscriptions/acknowledged");
        send(request(2, "tools/call", "'name':'changer',"));
        List<JsonNode> both = List.of(next(), next());
        assertThat(both.stream().map(message -> message.path("method").asText()))
                .containsExactlyInAnyOrder("notifications/tools/list_changed", "");
        List<JsonNode> rest = rest();
        assertThat(rest.getFirst().path("method").asText()).isEqualTo("notifications/cancelled");
        assertThat(rest.getFirst().at("/params/requestId").asInt()).isEqualTo(1);
        assertThat(rest.getLast().path("id").asInt()).isEqualTo(1);
        assertThat(rest.getLast().at("/result/resultType").asText()).isEqualTo("complete");
    }

    @Test
    void asksAClientWithASessionWhileItsCallWaits() throws Exception {
        initialize("{'elicitation':{},'roots':{}}");
        send("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'two','arguments':{}}}");
        JsonNode form = next();
        JsonNode roots = next();
        assertThat(form.path("method").asText()).isEqualTo("elicitation/create");
        assertThat(roots.path("method").asText()).isEqualTo("roots/list");
        send("{'jsonrpc':'2.0','id':'nobody asked','result':{}}");
        send("{'jsonrpc':'2.0','id':" + roots.path("id") + ",'result':{'roots':[]}}");
        send("{'jsonrpc':'2.0','id':" + form.path("id") + ",'result':{'action':'accept','content':{'x':'1'}}}");
        assertThat(next().at("/result/content/0/text").asText()).isEqualTo("1[]");
    }

    @Test
    void saysThatAClientWithASessionCannotDoWhatItTakes() throws Exception {
        initialize("{}");
        for (String tool : List.of("name", "sampler")) {
            send("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'" + tool + "','arguments':{}}}");
            JsonNode error = next().path("error");
            assertThat(error.path("code").asInt()).isEqualTo(-32600);
            assertThat(error.at("/data/requiredCapabilities").isObject()).isTrue();
        }
    }

    @Test
    void givesUpOnAClientThatAnswersWithAnErrorAndOnAToolThatAsksWithoutEnd() throws Exception {
        initialize("{'elicitation':{},'roots':{}}");
        send("{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'name','arguments':{}}}");
        send("{'jsonrpc':'2.0','id':" + next().path("id") + ",'error':{'code':-1,'message':'no'}}");
        assertThat(next().at("/error/code").asInt()).isEqualTo(-32603);
        send("{'jsonrpc':'2.0','id':2,'method':'tools/call','params':{'name':'endless','arguments':{}}}");
        JsonNode asked = next();
        int times = 0;
        for (; asked.has("method"); asked = next()) {
            times++;
            send("{'jsonrpc':'2.0','id':" + asked.path("id") + ",'result':{'roots':[]}}");
        }
        assertThat(times).isEqualTo(20);
        assertThat(asked.at("/error/code").asInt()).isEqualTo(-32603);
    }

    private void initialize(String capabilities) throws Exception {
        send("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-11-25','capabilities':"
                + capabilities + ",'clientInfo':{'name':'t','version':'1'}}}");
        assertThat(next().at("/result/protocolVersion").asText()).isEqualTo("2025-11-25");
        send("{'jsonrpc':'2.0','method':'notifications/initialized'}");
    }

    private static String request(int id, String method, String params) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':{" + params + META + "}}";
    }

    private void send(String message) throws IOException {
        toServer.write((message.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
        toServer.flush();
    }

    private JsonNode next() {
        try {
            return Objects.requireNonNull(answers.poll(30, TimeUnit.SECONDS), "no further message");
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    /** What still comes once the input has ended. */
    private List<JsonNode> rest() throws Exception {
        toServer.close();
        assertThat(served.await(30, TimeUnit.SECONDS)).isTrue();
        List<JsonNode> rest = new ArrayList<>();
        answers.drainTo(rest);
        return rest;
    }

    /** Takes whole lines. The pipes of the JDK mind when one of several writers has ended. */
    private static final class Lines extends OutputStream {

        private final BlockingQueue<JsonNode> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(BlockingQueue<JsonNode> lines) {
            this.lines = lines;
        }

        @Override
        public void write(int next) {
            if (next == '\n') {
                lines.add(ModernProbe.json(line.toString(StandardCharsets.UTF_8)));
                line.reset();
            } else {
                line.write(next);
            }
        }
    }
}

package org.enterprisemcp.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestSpan.Outcome;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.RecordingRequests.Seen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What observers see of requests, and what they do not. */
class ObservedRequestsTest {

    private static final String LATEST = "2025-11-25";
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String OTHER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String SECRET = "sk-nobody-shows-this";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void seeARefusalBeforeAnybodyHasWorkedOnIt() {
        McpProbe stranger = server.probe();
        stranger.post(stranger.message("tools/call", Map.of("name", "get_record")));
        Seen noSession = last();
        assertThat(noSession.start().tool()).contains("get_record");
        assertThat(end(noSession).code()).contains(ErrorCode.NO_SESSION);

        McpProbe reader = server.probe()
                .with("X-Test-User", "ann")
                .with("X-Test-Scopes", "mcp:read")
                .open(LATEST);
        reader.post(reader.message("tools/call", Map.of("name", "delete_record")));
        assertThat(end(last()).code()).contains(ErrorCode.PERMISSION);

        server.modern()
                .with("X-Test-User", "ann")
                .with("X-Test-Scopes", "mcp:read")
                .send("tools/call", "{'name':'delete_record','arguments':{}}");
        assertThat(end(last()).code()).contains(ErrorCode.PERMISSION);
        server.modern().with("Mcp-Name", "another").send("tools/call", "{'name':'get_record','arguments':{}}");
        assertThat(end(last()).outcome()).isEqualTo(Outcome.REFUSED);
        assertEachEndsOnce();
    }

    @Test
    void seeNoNameThatAClientMadeUp() {
        McpProbe probe = server.probe().open(LATEST);
        probe.request(SECRET, Map.of());
        probe.request("tools/call", Map.of("name", SECRET, "arguments", Map.of("record_type", "customer")));
        server.modern().send(SECRET, "{}");
        server.modern().send("tools/call", "{'name':'" + SECRET + "','arguments':{}}");
        server.modern().send("prompts/get", "{'name':'" + SECRET + "'}");
        List<Seen> seen = server.requests.seen();
        assertThat(seen)
                .hasSize(6)
                .allSatisfy(request -> assertThat(request.start().toString()).doesNotContain(SECRET));
        assertThat(seen.get(1).start().method()).isEqualTo(RequestStart.OTHER);
        assertThat(seen.get(2).start().tool()).isEmpty();
        assertThat(end(seen.get(2)).code()).contains(ErrorCode.RECORD_VALIDATION);
        assertThat(end(seen.get(4)).rpcCode()).hasValue(-32602);
        assertEachEndsOnce();
    }

    @Test
    void seeNothingOfTheContentButTheKindOfRecord() {
        Map<String, Object> arguments = Map.of("record_type", "customer", "record_id", SECRET);
        server.probe().open(LATEST).call("get_record", arguments);
        assertThat(last().start().recordType()).contains("customer");
        server.modern().call("get_record", "{'record_type':'x " + SECRET + "','record_id':'1'}");
        assertThat(last().start().recordType()).isEmpty();
        server.modern().call("get_record", "{'record_type':'..','record_id':'1'}");
        assertThat(last().start().recordType()).isEmpty();
        server.modern().call("execute_query", "{'query':'" + SECRET + "'}");
        assertThat(server.requests.seen())
                .allSatisfy(request -> assertThat(request.start().toString()).doesNotContain(SECRET));
    }

    @Test
    void seeAFailureThatIsAResult() {
        server.probe().open(LATEST).call("get_record", Map.of("record_type", "customer"));
        assertThat(last().failures()).containsExactly(Optional.of(ErrorCode.RECORD_VALIDATION));
        assertThat(last().calls()).isEmpty();
        assertThat(end(last()).outcome()).isEqualTo(Outcome.ANSWERED);
        server.modern().call("get_record", "{'record_type':'customer','record_id':'404'}");
        assertThat(last().failures()).hasSize(1);
        assertThat(last().calls()).hasSize(1);
        assertThat(end(last()).outcome()).isEqualTo(Outcome.ANSWERED);
        assertEachEndsOnce();
    }

    @Test
    void seeWhichEraRevisionAndSession() {
        server.probe().open("2025-03-26").request("tools/list", Map.of());
        RequestStart begun = server.requests.seen().getFirst().start();
        RequestStart listed = last().start();
        assertThat(begun.method()).isEqualTo("initialize");
        assertThat(List.of(begun.era(), listed.era())).containsOnly("legacy");
        assertThat(listed.revision()).contains("2025-03-26");
        assertThat(listed.sessionId()).isPresent().isEqualTo(begun.sessionId());
        server.modern().send("tools/list", "{}");
        assertThat(last().start().era()).isEqualTo("modern");
        assertThat(last().start().revision()).contains(ModernProbe.REVISION);
        assertThat(last().start().sessionId()).isEmpty();
        assertThat(last().start().transport()).isEqualTo(RequestStart.Transport.HTTP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "x"
            })
    void takeNoTraceThatIsNotWrittenAsItShouldBe(String wrong) {
        server.modern().with("traceparent", wrong).send("tools/list", "{}");
        assertThat(last().start().parent()).isEmpty();
        server.modern().meta("traceparent", "'" + wrong + "'").send("tools/list", "{}");
        assertThat(last().start().parent()).isEmpty();
        server.probe().with("traceparent", wrong).open(LATEST).request("tools/list", Map.of());
        assertThat(last().start().parent()).isEmpty();
    }

    @Test
    void takeTheTraceOfTheMessageBeforeThatOfTheHeader() {
        server.modern().with("traceparent", OTHER).send("tools/list", "{}");
        assertThat(parent()).isEqualTo(OTHER);
        server.modern()
                .with("traceparent", OTHER)
                .meta("traceparent", "'" + PARENT + "'")
                .send("tools/list", "{}");
        assertThat(parent()).isEqualTo(PARENT);
        McpProbe probe = server.probe().open(LATEST).with("traceparent", OTHER);
        probe.request("tools/list", Map.of());
        assertThat(parent()).isEqualTo(OTHER);
        probe.request("tools/list", Map.of("_meta", Map.of("traceparent", PARENT)));
        assertThat(parent()).isEqualTo(PARENT);
    }

    @Test
    void tellTheCallWhichTraceItIsPartOf() {
        McpProbe probe = server.probe().open(LATEST).with("traceparent", OTHER);
        probe.call("get_record", Map.of("record_type", "customer", "record_id", "1"));
        assertThat(last().calls().getFirst().origin().traceId()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        server.modern().with("traceparent", PARENT).call("get_record", "{'record_type':'customer','record_id':'1'}");
        assertThat(last().calls().getFirst().origin().traceId()).contains("0af7651916cd43dd8448eb211c80319c");
    }

    private String parent() {
        return last().start().parent().orElseThrow().traceparent();
    }

    private Seen last() {
        return server.requests.seen().getLast();
    }

    private static RequestSpan.End end(Seen seen) {
        return seen.ends().getFirst();
    }

    private void assertEachEndsOnce() {
        assertThat(server.requests.seen())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.ends()).hasSize(1));
    }
}

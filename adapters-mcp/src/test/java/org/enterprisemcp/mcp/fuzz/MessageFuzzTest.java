package org.enterprisemcp.mcp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.JsonRpcMessage;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.Revisions;
import org.enterprisemcp.mcp.Revisions.Classified;
import org.enterprisemcp.mcp.Revisions.Hints;
import org.enterprisemcp.mcp.Revisions.Legacy;
import org.enterprisemcp.mcp.Revisions.Modern;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.Arrival;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.TestCatalog;
import org.enterprisemcp.mcp.catalog.TestGuide;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.mcp.legacy.LegacyServer;
import org.enterprisemcp.mcp.legacy.LegacySession;
import org.enterprisemcp.mcp.modern.ModernOptions;
import org.enterprisemcp.mcp.modern.ModernServer;
import org.enterprisemcp.mcp.modern.RequestHeaders;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.MutableClock;

/** Whatever is sent: there is an answer that can be written, and it is never a mistake of the server. */
class MessageFuzzTest {

    private static final ServerIdentity IDENTITY = new ServerIdentity("Test MCP", "1.2.3");

    private final JsonCodec codec = new JsonCodec();
    private final MutableClock clock = new MutableClock();
    private final McpCatalog catalog = TestCatalog.of(
            new CapableUpstream(new FakeUpstream(), TestGuide.everything()), ToolSelection.of(List.of("all")), clock);
    private static final Arrival FROM = Arrival.of(Caller.anonymous(), RequestStart.Transport.HTTP);

    private final ModernServer modern = new ModernServer(IDENTITY, catalog, codec, ModernOptions.alone(), clock);
    private final LegacySession session = session();

    @Property
    void anyBytesAreAMessageOrRefused(@ForAll long seed, @ForAll boolean stateless) {
        byte[] bytes = new Mutator(seed).bytes(stateless);
        try {
            assertThat(Revisions.classify(codec.parse(bytes), Hints.none())).isNotNull();
        } catch (ProtocolRefusal refusal) {
            assertSays(refusal.body());
        }
    }

    @Property
    void everyStatelessRequestIsAnswered(@ForAll long seed) {
        Mutator mutator = new Mutator(seed);
        try {
            JsonNode body = read(mutator.message(true));
            RequestHeaders headers = name -> Optional.of(mutator.headerValue(
                    "2026-07-28",
                    "tools/call",
                    "get_record",
                    body.path("method").asText(),
                    "acme"));
            Hints hints = new Hints(headers.value("v").filter(v -> seed % 2 == 0), Optional.empty());
            if (classified(body, hints) instanceof Modern sent) {
                // Whoever would listen without end is told at once that it is over.
                modern.close();
                Optional<RequestHeaders> sentHeaders = seed % 3 == 0 ? Optional.of(headers) : Optional.empty();
                RequestSpan span = modern.admit(sent, FROM, sentHeaders);
                assertSays(modern.answer(sent, FROM, sentHeaders, span, this::assertSays));
            }
        } catch (ProtocolRefusal refusal) {
            assertSays(refusal.body());
        }
    }

    @Property
    void everyMessageOfASessionIsAnswered(@ForAll long seed) {
        try {
            JsonNode body = read(new Mutator(seed).message(false));
            if (classified(body, Hints.none()) instanceof Legacy sent) {
                Optional<Object> answer = session.answer(sent, FROM, this::assertSays);
                boolean asks = sent.messages().stream().anyMatch(Request.class::isInstance);
                assertThat(answer.isPresent()).isEqualTo(asks);
                answer.ifPresent(this::assertSays);
            }
        } catch (ProtocolRefusal refusal) {
            assertSays(refusal.body());
        }
    }

    private static Classified classified(JsonNode body, Hints hints) {
        return Revisions.classify(body, hints);
    }

    /** What a server reads of it. */
    private JsonNode read(JsonNode message) {
        return codec.parse(Mutator.written(message));
    }

    private void assertSays(Object answer) {
        String written = new String(codec.bytes(answer), StandardCharsets.UTF_8);
        assertThat(written).doesNotContain("The server made a mistake", "INTERNAL\"", "Exception", ".java:");
        assertThat(codec.parse(written.getBytes(StandardCharsets.UTF_8)).isContainerNode())
                .isTrue();
    }

    private LegacySession session() {
        Map<String, Object> initialize = McpProbe.initializeParams("2025-03-26");
        JsonNode message = codec.mapper()
                .valueToTree(Map.of("jsonrpc", "2.0", "id", 1, "method", "initialize", "params", initialize));
        return new LegacyServer(IDENTITY, catalog, codec)
                .open("wire-id", FROM, (Request) JsonRpcMessage.of(message))
                .session();
    }
}

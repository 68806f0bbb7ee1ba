package org.enterprisemcp.mcp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;
import org.enterprisemcp.mcp.ServerIdentity;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.TestCatalog;
import org.enterprisemcp.mcp.catalog.TestGuide;
import org.enterprisemcp.mcp.catalog.ToolSelection;
import org.enterprisemcp.mcp.transport.Access;
import org.enterprisemcp.mcp.transport.HttpOptions;
import org.enterprisemcp.mcp.transport.McpHttp;
import org.enterprisemcp.mcp.transport.StdioTransport;
import org.enterprisemcp.testkit.CapableUpstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that once went wrong somewhere, or easily could; each is sent through every door. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTest {

    private static final ServerIdentity IDENTITY = new ServerIdentity("Test MCP", "1.2.3");
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-03-26","capabilities":{},\
            "clientInfo":{"name":"t","version":"1"}}}
            """;
    private static final int MAX_BODY = 64 * 1024;

    private final MutableClock clock = new MutableClock();
    private final McpCatalog catalog = TestCatalog.of(
            new CapableUpstream(new FakeUpstream(), TestGuide.everything()), ToolSelection.of(List.of("all")), clock);
    private final McpHttp endpoint = new McpHttp(
            IDENTITY, catalog, new HttpOptions(Set.of(), Set.of(), true, true, MAX_BODY), Access.open(), clock);
    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .routing(routing -> routing.register("/mcp", endpoint))
            .build()
            .start();

    @AfterAll
    void stop() {
        endpoint.close();
        server.stop();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void isAnsweredOverHttpWithAndWithoutASession(String name, byte[] body) {
        assertOrderly(new McpProbe(server.port()).open("2025-03-26").post(body));
        assertOrderly(new McpProbe(server.port()).post(body));
        assertOrderly(new McpProbe(server.port())
                .with("MCP-Protocol-Version", "2026-07-28")
                .with("Mcp-Method", "tools/call")
                .with("Mcp-Name", "create_record")
                .post(body));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void isAnsweredOverStdio(String name, byte[] body) throws IOException {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        in.write(INITIALIZE.getBytes(StandardCharsets.UTF_8));
        in.write(body);
        in.write("\n{\"jsonrpc\":\"2.0\",\"id\":99,\"method\":\"ping\"}\n".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new StdioTransport(IDENTITY, catalog, Caller.anonymous(), MAX_BODY, clock)
                .serve(new ByteArrayInputStream(in.toByteArray()), out);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).anyMatch(line -> line.contains("\"id\":99"));
        lines.forEach(CorpusTest::assertOrderly);
    }

    private static void assertOrderly(HttpReply reply) {
        assertThat(reply.status()).as(reply.text()).isIn(200, 202, 400, 403, 404);
        if (reply.status() != 202) {
            assertOrderly(reply.text());
        }
    }

    private static void assertOrderly(String answer) {
        assertThat(new JsonCodec()
                        .parse(answer.getBytes(StandardCharsets.UTF_8))
                        .isContainerNode())
                .isTrue();
        assertThat(answer).doesNotContain("The server made a mistake", "INTERNAL\"", "Exception", ".java:");
    }

    static Stream<Arguments> corpus() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(CorpusTest.class.getResource("corpus")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream()
                    .map(file -> Arguments.of(String.valueOf(file.getFileName()), bytes(file)));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

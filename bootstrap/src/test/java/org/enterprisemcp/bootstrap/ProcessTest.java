package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own, the way a client starts it. */
class ProcessTest {

    private static final String TALK = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"t","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"create_record","arguments":\
            {"record_type":"customer","payload":{"name":"Acme"}}}}
            not json
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}
            """;
    private static final Pattern SERVING = Pattern.compile("Serving MCP at http://127\\.0\\.0\\.1:([0-9]+)/mcp");

    @TempDir
    private Path folder;

    @Test
    void putsNothingButTheProtocolOnStdoutWhileEveryLogIsOn() throws Exception {
        Path out = folder.resolve("out");
        Process process = start(Map.of("LOG_LEVEL", "TRACE", "LOG_FORMAT", "json"), "stdio")
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try (var input = process.outputWriter()) {
            input.write(TALK);
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();

        List<JsonNode> messages = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            messages.add(new ObjectMapper().readTree(line));
        }
        assertThat(messages)
                .hasSize(4)
                .allMatch(message -> message.path("jsonrpc").asText().equals("2.0"));
        assertThat(Files.readString(folder.resolve("err")))
                .contains("\"tool\":\"create_record\"", "\"record_type\":\"customer\"", "\"era\":\"legacy\"")
                .doesNotContain("the-static-token", "Exception", "Acme", "anonymous");
    }

    @Test
    void endsInOrderOnSigtermAndExitsWithZero() throws Exception {
        Process process = start(Map.of("MCP_PORT", "0"), "http").start();
        McpProbe client = new McpProbe(portOf(process)).open("2025-11-25");
        assertThat(client.request("ping", Map.of()).has("result")).isTrue();
        // Not process.destroy(), which closes the stream of the last words.
        process.toHandle().destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(process.errorReader().lines()).anyMatch(line -> line.endsWith("Application Stopped"));
    }

    @Test
    void endsInOrderOnSigtermOverStdioToo() throws Exception {
        Process process = start(Map.of(), "stdio").start();
        process.outputWriter().append(TALK).flush();
        assertThat(process.inputReader().readLine()).contains("\"id\":0");
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void exitsWithOneAndASentenceWhenItCannotStart() throws Exception {
        Process process =
                start(Map.of("MCP_PORT", "x", "LOG_LEVEL", "loud"), "http").start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(err)
                .contains("MCP_PORT: must be a whole number", "LOG_LEVEL: must be one of")
                .doesNotContain("\tat ");
    }

    @Test
    void readsDotenvFromTheFolderThatItStartsIn() throws Exception {
        Files.writeString(folder.resolve(".env"), "MCP_PORT=x\n");
        Process process = start(Map.of(), "http").start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(err).contains("MCP_PORT: must be a whole number").doesNotContain("\tat ");
    }

    @Test
    void makesAKeyOnStdoutAndSaysOnStderrWhatItIsFor() throws Exception {
        Process process = start(Map.of("MCP_PORT", "x"), "keygen").start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out).matches("[A-Za-z0-9_-]{43}\\R");
        assertThat(err).contains("MCP_JWT_SIGNING_KEY").doesNotContain(out.strip());
        assertThat(KeyRing.of(new Secret(out.strip())).kids()).hasSize(1);
    }

    @Test
    void exitsWithTwoOnAWordThatItDoesNotKnow() throws Exception {
        Process process = start(Map.of(), "dance").start();
        process.getErrorStream().readAllBytes();
        assertThat(process.waitFor()).isEqualTo(2);
    }

    private static int portOf(Process process) throws IOException {
        BufferedReader err = process.errorReader();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            Matcher serving = SERVING.matcher(line);
            if (serving.find()) {
                return Integer.parseInt(serving.group(1));
            }
        }
        throw new AssertionError("the server did not say where it serves");
    }

    private ProcessBuilder start(Map<String, String> settings, String command) {
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                command);
        process.directory(folder.toFile());
        process.environment()
                .putAll(Map.of(
                        "UPSTREAM_KIND", "fake",
                        "UPSTREAM_ACCOUNT_ID", "acme",
                        "UPSTREAM_ACCESS_TOKEN", "the-static-token"));
        process.environment().putAll(settings);
        return process;
    }
}

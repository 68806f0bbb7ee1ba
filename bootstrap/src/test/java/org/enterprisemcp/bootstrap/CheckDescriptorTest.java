package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.testkit.LoopbackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The word check-descriptor, as a person at a terminal sees it. */
class CheckDescriptorTest {

    private static final String TOKEN = "the-static-token-of-the-test";

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void aCommandLineWithoutADescriptorIsWrong() {
        assertThat(status()).isEqualTo(2);
    }

    @Test
    void aProbeNeedsARecordToRead() throws IOException {
        assertThat(status(file("http://127.0.0.1:1/"), "--probe")).isEqualTo(2);
        assertThat(said.toString()).contains("name it by --type and --id");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(status("nowhere.yaml")).isEqualTo(1);
        assertThat(said.toString()).contains("problem  ", "nowhere.yaml", "generic");
    }

    @Test
    void printsEveryProblemWithItsPlaceAndEndsWithOne() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), """
                descriptor: 1
                name: own
                baseUrl: "http://127.0.0.1:1/"
                auth: { kind: bearer }
                read: { method: GET, path: "{type}" }
                delete: { method: DELETE, path: "{type}/{id}", colour: red }
                """);

        assertThat(status(wrong.toString())).isEqualTo(1);
        assertThat(said.toString())
                .contains("problem  wrong.yaml:5: read.path", "problem  wrong.yaml:6: delete.colour", "2 problems.");
    }

    @Test
    void aProbeThatFailsEndsWithOneAndSaysWhatToDo() throws IOException {
        try (LoopbackServer server = new LoopbackServer(_ -> LoopbackServer.json(404, "{}"))) {
            assertThat(status(file(server.baseUrl()), "--probe", "--type", "customer", "--id", "1"))
                    .isEqualTo(1);
        }
        assertThat(said.toString())
                .contains("probe    status 404, 1 sent, ", "failure  RECORD_NOT_FOUND")
                .doesNotContain(TOKEN);
    }

    @Test
    void printsTheTableOfCalls() throws IOException {
        assertThat(status(file("http://127.0.0.1:1/"))).isZero();
        assertThat(said.toString())
                .contains(
                        "create  POST http://127.0.0.1:1/customer",
                        "  header    Authorization: Bearer ***",
                        "  body      {\"name\":\"Acme\"}",
                        "  success   201",
                        "read  GET http://127.0.0.1:1/customer/42",
                        "own can be used.",
                        "Nothing was sent.")
                .doesNotContain(TOKEN);
    }

    @Test
    void theProbeReadsOneRecord() throws IOException {
        try (LoopbackServer server = new LoopbackServer(request -> LoopbackServer.json(
                request.headers().getOrDefault("Authorization", "").endsWith(TOKEN) ? 200 : 401,
                "{\"id\":\"1\",\"name\":\"Acme\"}"))) {
            assertThat(status(file(server.baseUrl()), "--probe", "--type", "customer", "--id", "1"))
                    .isZero();
        }
        assertThat(said.toString())
                .containsPattern("probe    status 200, 1 sent, [0-9]+ ms")
                .contains("record   {\"id\":\"1\",\"name\":\"Acme\"}")
                .doesNotContain(TOKEN);
    }

    private String file(String url) throws IOException {
        return Files.writeString(folder.resolve("own.yaml"), """
                descriptor: 1
                name: own
                baseUrl: "%s"
                auth: { kind: bearer }
                create: { method: POST, path: "{type}", success: [201] }
                read: { method: GET, path: "{type}/{id}" }
                """.formatted(url)).toString();
    }

    private int status(String... arguments) {
        PrintWriter out = new PrintWriter(said, true);
        return new CommandLine(new CheckDescriptor(() -> Environment.of(Map.of("UPSTREAM_ACCESS_TOKEN", TOKEN))))
                .setOut(out)
                .setErr(out)
                .execute(arguments);
    }
}

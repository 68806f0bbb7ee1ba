package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** json-server, which nobody here wrote, driven through the tools by a descriptor alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonServerIT {

    private static final String DATA = """
            {"customers": [{"id": 1, "name": "Ann", "city": "Bern"}, {"id": 2, "name": "Bob", "city": "Lyon"},
              {"id": 3, "name": "Cid", "city": "Bern"}, {"id": 4, "name": "Dan", "city": "Bern"},
              {"id": 5, "name": "Eve", "city": "Bern"}]}
            """;

    private final Process upstream;
    private final Served served;
    private McpProbe client = new McpProbe(0);

    JsonServerIT(@TempDir Path folder) throws Exception {
        int port = freePort();
        Path data = Files.writeString(folder.resolve("db.json"), DATA);
        upstream = Npm.start(
                        folder,
                        List.of(
                                "node_modules/.bin/json-server",
                                "--host",
                                "127.0.0.1",
                                "--port",
                                String.valueOf(port),
                                data.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("json-server.txt").toFile())
                .start();
        waitFor(port);
        Path descriptor = Path.of(Objects.requireNonNull(getClass().getResource("/jsonserver.yaml"))
                .toURI());
        served = Served.start(Map.of(
                "UPSTREAM_DESCRIPTOR",
                descriptor.toString(),
                "UPSTREAM_API_BASE_URL",
                "http://127.0.0.1:" + port + "/",
                "MCP_PORT",
                "0"));
    }

    @BeforeAll
    void open() {
        client = new McpProbe(served.port()).open("2025-11-25");
    }

    @AfterAll
    void stop() throws InterruptedException {
        served.close();
        upstream.destroy();
        assertThat(upstream.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsADuplicateIdAlthoughTheServerCallsItAnErrorOfItsOwn() {
        JsonNode error = error(create(Map.of("id", 1, "name", "Again")));
        assertThat(error.path("code").asText()).isEqualTo("DUPLICATE_RECORD");
        assertThat(error.toString()).doesNotContain("at ", "node_modules");
    }

    @Test
    void tellsAMissingRecordAndAMissingType() {
        assertThat(error(client.call("get_record", key("999"))).path("code").asText())
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(error(client.call("update_record", with(key("999"), "updates", Map.of("a", 1))))
                        .path("code")
                        .asText())
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(error(client.call("delete_record", key("999"))).path("code").asText())
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(error(client.call("get_record", Map.of("record_type", "nothings", "record_id", "1")))
                        .path("code")
                        .asText())
                .isEqualTo("RECORD_NOT_FOUND");
    }

    @Test
    void createsReadsUpdatesAndDeletes() {
        String id = data(create(Map.of("name", "New", "city", "Graz")))
                .path("record_id")
                .asText();
        assertThat(data(client.call("get_record", key(id))).at("/record/name").asText())
                .isEqualTo("New");
        JsonNode updated = data(client.call("update_record", with(key(id), "updates", Map.of("city", "Turin"))));
        assertThat(updated.at("/record/city").asText()).isEqualTo("Turin");
        assertThat(updated.at("/record/name").asText()).isEqualTo("New");
        assertThat(data(client.call("delete_record", key(id))).path("deleted").asBoolean())
                .isTrue();
        assertThat(error(client.call("get_record", key(id))).path("code").asText())
                .isEqualTo("RECORD_NOT_FOUND");
    }

    @Test
    void queriesPageByPage() {
        JsonNode first = query(0);
        assertThat(data(first).path("items").findValuesAsText("name")).containsExactly("Ann", "Cid");
        assertThat(data(first).path("total").asInt()).isEqualTo(4);
        assertThat(first.at("/structuredContent/meta/next_offset").asInt()).isEqualTo(2);
        JsonNode second = query(2);
        assertThat(data(second).path("items").findValuesAsText("name")).containsExactly("Dan", "Eve");
        assertThat(second.at("/structuredContent/meta/truncated").asBoolean()).isFalse();
        JsonNode shifted = query(1);
        assertThat(data(shifted).path("items").findValuesAsText("name")).containsExactly("Cid", "Dan");
    }

    @Test
    void refusesToLetAQueryMoveThePages() {
        JsonNode error = error(client.call("execute_query", Map.of("query", "customers?city=Bern&_page=2")));
        assertThat(error.path("code").asText()).isEqualTo("RECORD_VALIDATION");
        assertThat(error.path("field").asText()).isEqualTo("query");
    }

    private JsonNode query(int offset) {
        return client.call("execute_query", Map.of("query", "customers?city=Bern", "limit", 2, "offset", offset));
    }

    private JsonNode create(Map<String, Object> payload) {
        return client.call("create_record", Map.of("record_type", "customers", "payload", payload));
    }

    private static Map<String, Object> key(String id) {
        return Map.of("record_type", "customers", "record_id", id);
    }

    private static Map<String, Object> with(Map<String, Object> key, String name, Object value) {
        Map<String, Object> all = new HashMap<>(key);
        all.put(name, value);
        return all;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A server written in another language says "ready" in its own way; its port tells it in the same way for all. */
    private void waitFor(int port) throws Exception {
        for (int i = 0; i < 300 && upstream.isAlive(); i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                upstream.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new AssertionError("json-server did not start");
    }
}

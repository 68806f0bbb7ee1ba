package org.enterprisemcp.acceptance.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is asked of every server: that nothing reaches it which could mean something else there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UpstreamProof {

    /** Ids that are something else as soon as somebody decodes them, and ids that name a whole collection. */
    static final List<String> HOSTILE = List.of(
            "8)/total?x=(",
            "8)/total",
            "8)?$select=ID&x=(",
            "8)/customer(",
            "8%29%2Ftotal",
            "a/b",
            "a?b",
            "x#y",
            "a%2Fb",
            "a'b",
            "a b",
            "a\n",
            "..",
            ".",
            "",
            "../../users/me",
            "..%2f..%2fusers%2fme",
            "%2e%2e",
            "k=8)/total?x=(");

    private final ProvenServer server;
    private final Sample sample;

    UpstreamProof(ProvenServer server, Sample sample) {
        this.server = server;
        this.sample = sample;
    }

    /**
     * What a server keeps.
     *
     * @param type a type of records
     * @param payload what may be created, with the fields {@code name} and {@code tier}
     */
    record Sample(String type, Map<String, Object> payload) {}

    @AfterAll
    void stop() {
        server.close();
    }

    final Sample sample() {
        return sample;
    }

    final ProvenServer server() {
        return server;
    }

    @Test
    void letsNoHostileIdReachTheServer() {
        int before = server.relay().exchanges().size();
        for (String id : HOSTILE) {
            for (String tool : List.of("get_record", "update_record", "delete_record")) {
                Map<String, Object> arguments =
                        tool.equals("update_record") ? with(key(id), "updates", Map.of("tier", "x")) : key(id);
                JsonNode error = error(server.call(tool, arguments));
                assertThat(error.path("field").asText())
                        .as(tool + " " + id + error)
                        .isEqualTo("record_id");
                assertThat(error.path("code").asText()).as(tool + " " + id).isEqualTo("RECORD_VALIDATION");
            }
        }
        assertThat(server.relay().exchanges()).hasSize(before);
        server.table()
                .add(
                        Deed.HOSTILE_IDS,
                        HOSTILE.size() + " ids × read, update, delete",
                        List.of(),
                        "RECORD_VALIDATION, field `record_id`, each time");
    }

    @Test
    void letsNoHostileTypeReachTheServer() {
        int before = server.relay().exchanges().size();
        for (String type :
                List.of("", ".", "..", "a/b", sample.type() + "/1", sample.type() + "?x=1", "a b", "a%2Fb")) {
            JsonNode error =
                    error(server.call("create_record", Map.of("record_type", type, "payload", sample.payload())));
            assertThat(error.path("field").asText()).as(type + error).isEqualTo("record_type");
        }
        assertThat(server.relay().exchanges()).hasSize(before);
    }

    final Map<String, Object> key(String id) {
        return Map.of("record_type", sample.type(), "record_id", id);
    }

    static Map<String, Object> with(Map<String, Object> key, String name, Object value) {
        Map<String, Object> all = new HashMap<>(key);
        all.put(name, value);
        return all;
    }

    static String code(JsonNode result) {
        return error(result).path("code").asText();
    }
}

package org.enterprisemcp.acceptance.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.enterprisemcp.acceptance.Npm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** json-server: bare REST, whose errors are web pages. */
class JsonServerIT extends RecordsProof {

    private static final String DATA = """
            {"customers": [{"id": 1, "name": "Ann", "tier": "gold"}, {"id": 2, "name": "Bob", "tier": "iron"},
              {"id": 3, "name": "Cid", "tier": "gold"}, {"id": 4, "name": "Dan", "tier": "gold"},
              {"id": 5, "name": "Eve", "tier": "gold"}]}
            """;

    JsonServerIT(@TempDir Path folder) throws Exception {
        super(
                start(folder, ForeignProcess.freePort()),
                new Sample("customers", Map.of("name", "New", "tier", "iron")),
                "999",
                "customers?tier=gold",
                List.of("Ann", "Cid", "Dan", "Eve"));
        server().table().cannot(Deed.STALE_ETAG, "it keeps no versions");
        server().table().cannot(Deed.UPSERT, "it has none");
    }

    private static ProvenServer start(Path folder, int port) throws Exception {
        Path data = Files.writeString(folder.resolve("db.json"), DATA);
        ProcessBuilder command = Npm.start(
                folder,
                List.of(
                        "node_modules/.bin/json-server",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        data.toString()));
        ForeignProcess server = new ForeignProcess(command, port, folder.resolve("log.txt"));
        return new ProvenServer(
                server::close, port, "json-server", "/", Pattern.compile("(?<=customers/)\\d+"), Map.of());
    }

    @Test
    void tellsADuplicateIdAlthoughTheServerCallsItAnErrorOfItsOwn() {
        int before = server().relay().exchanges().size();
        assertThat(code(server().call(
                                Deed.DUPLICATE,
                                "an id that there is",
                                "create_record",
                                Map.of("record_type", "customers", "payload", Map.of("id", 1, "name", "Again")))))
                .isEqualTo("DUPLICATE_RECORD");
        assertThat(server().relay().exchanges()).as("a create is sent once").hasSize(before + 1);
    }

    @Test
    void tellsThatATypeIsMissing() {
        assertThat(code(server().call(
                                Deed.MISSING,
                                "a type that there is not",
                                "get_record",
                                Map.of("record_type", "nothings", "record_id", "1"))))
                .isEqualTo("RECORD_NOT_FOUND");
    }

    @Test
    void refusesToLetAQueryMoveThePages() {
        JsonNode error = error(server().call(
                        Deed.REFUSED_INPUT,
                        "a query that moves the pages",
                        "execute_query",
                        Map.of("query", "customers?tier=gold&_page=2")));
        assertThat(error.path("code").asText()).isEqualTo("RECORD_VALIDATION");
        assertThat(error.path("field").asText()).isEqualTo("query");
    }
}

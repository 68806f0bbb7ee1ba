package org.enterprisemcp.acceptance.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enterprisemcp.acceptance.Npm;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SAP CAP: OData v4 as its rules say it, with etags that must be named and links that are relative. */
class CapIT extends RecordsProof {

    private static final String PATH = "/odata/v4/shop/";
    private static final String ANN = "00000000-0000-4000-8000-000000000001";

    CapIT(@TempDir Path folder) throws Exception {
        super(
                start(folder, ForeignProcess.freePort()),
                new Sample("Customers", Map.of("name", "New", "tier", "iron", "credit", 10.5)),
                "00000000-0000-4000-8000-000000000999",
                "Customers?$filter=tier eq 'gold'&$orderby=name",
                List.of("Ann", "Cid", "Dan", "Eve"));
    }

    private static ProvenServer start(Path folder, int port) throws Exception {
        Path project = ProvenServer.resource("/cap");
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(project.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy);
            }
        }
        Path packages = Files.createSymbolicLink(folder.resolve("node_modules"), Npm.packages("npm-upstreams"));
        ProcessBuilder command = Npm.start(
                        folder,
                        List.of(
                                "node_modules/@sap/cds/bin/serve.js",
                                "all",
                                "--in-memory",
                                "--port",
                                String.valueOf(port)))
                .directory(folder.toFile());
        ForeignProcess server = new ForeignProcess(command, port, folder.resolve("log.txt"));
        return new ProvenServer(
                () -> {
                    server.close();
                    forget(packages);
                },
                port,
                "cap",
                PATH,
                Pattern.compile("(?<=Customers\\()[0-9a-f-]{36}"),
                Map.of("MCP_TOOLSETS", "core,records"));
    }

    private static void forget(Path link) {
        try {
            Files.delete(link);
        } catch (IOException unremovable) {
            throw new UncheckedIOException(unremovable);
        }
    }

    @Test
    void tellsADuplicateKeyAlthoughTheServerCallsItAnErrorOfItsOwn() {
        int before = server().relay().exchanges().size();
        assertThat(code(server().call(
                                Deed.DUPLICATE,
                                "a key that there is",
                                "create_record",
                                Map.of("record_type", "Customers", "payload", Map.of("ID", ANN, "name", "Again")))))
                .isEqualTo("DUPLICATE_RECORD");
        assertThat(server().relay().exchanges()).as("a create is sent once").hasSize(before + 1);
    }

    @Test
    void tellsWhichFieldTheServerMisses() {
        assertThat(code(server().call(
                                Deed.REFUSED_INPUT,
                                "a record without its mandatory name",
                                "create_record",
                                Map.of("record_type", "Customers", "payload", Map.of("tier", "iron")))))
                .isEqualTo("VALIDATION");
        assertThat(code(server().call(
                                Deed.REFUSED_INPUT,
                                "a filter that is none",
                                "execute_query",
                                Map.of("query", "Customers?$filter=tier gold"))))
                .isEqualTo("VALIDATION");
    }

    /** The change that nobody saw happens between the adapter's read and its write, as it does in life. */
    @Test
    void tellsThatARecordHasChangedMeanwhile() {
        String id = created("Stale");
        server().relay().afterTheNext(() -> changeBehindTheBack(id));
        JsonNode result = server().call(
                        Deed.STALE_ETAG,
                        "changed between read and write",
                        "update_record",
                        with(key(id), "updates", Map.of("tier", "mine")));
        assertThat(code(result)).isEqualTo("CONFLICT");
        assertThat(data(server().call("get_record", key(id))).at("/record/tier").asText())
                .as("nobody's change is lost")
                .isEqualTo("theirs");
    }

    @Test
    void changesARecordThatHasNoVersion() {
        Map<String, Object> order = Map.of("record_type", "Orders", "record_id", "1");
        JsonNode changed = data(server().call(
                        Deed.UPDATE,
                        "a record without an etag",
                        "update_record",
                        with(order, "updates", Map.of("total", 9.5))));
        assertThat(changed.at("/record/total").asText()).isEqualTo("9.50");
    }

    @Test
    void theServerItselfRefusesAWriteThatNamesNoVersion() {
        HttpReply reply = server().relay()
                .ask(
                        "PATCH",
                        PATH + "Customers(" + created("Bare") + ")",
                        Map.of("Content-Type", "application/json"),
                        "{\"tier\":\"x\"}");
        assertThat(reply.status()).isEqualTo(428);
    }

    @Test
    void createsUnderAKeyAndChangesWhatHasIt() {
        JsonNode created = data(upsert("an order that there is not", 7.5));
        assertThat(created.path("record_id").asText()).isEqualTo("77");
        JsonNode changed = data(upsert("the same again", 8));
        assertThat(changed.path("record_id").asText()).isEqualTo("77");
        assertThat(data(server().call("get_record", Map.of("record_type", "Orders", "record_id", "77")))
                        .at("/record/total")
                        .asText())
                .isEqualTo("8.00");
    }

    @Test
    void letsNoHostileKeyReachTheServer() {
        int before = server().relay().exchanges().size();
        for (String key : HOSTILE) {
            JsonNode error = error(server().call(
                            "upsert_record",
                            Map.of("record_type", "Orders", "external_id", key, "payload", Map.of("total", 1))));
            assertThat(error.path("code").asText()).as(key + error).isEqualTo("RECORD_VALIDATION");
            assertThat(error.path("field").asText()).as(key + error).isIn("external_id", "record_id");
        }
        assertThat(server().relay().exchanges()).hasSize(before);
        server().table()
                .add(
                        Deed.HOSTILE_IDS,
                        HOSTILE.size() + " keys × upsert",
                        List.of(),
                        "RECORD_VALIDATION, the field named, each time");
    }

    private JsonNode upsert(String what, double total) {
        return server().call(
                        Deed.UPSERT,
                        what,
                        "upsert_record",
                        Map.of("record_type", "Orders", "external_id", "77", "payload", Map.of("total", total)));
    }

    private String created(String name) {
        return data(server().call(
                                "create_record",
                                Map.of("record_type", "Customers", "payload", Map.of("name", name, "tier", "iron"))))
                .path("record_id")
                .asText();
    }

    private void changeBehindTheBack(String id) {
        HttpReply reply = server().relay()
                .ask(
                        "PATCH",
                        PATH + "Customers(" + id + ")",
                        Map.of("Content-Type", "application/json", "If-Match", "*"),
                        "{\"tier\":\"theirs\"}");
        assertThat(reply.status()).isEqualTo(200);
    }
}

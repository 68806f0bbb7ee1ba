package org.enterprisemcp.acceptance.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.acceptance.Npm;
import org.enterprisemcp.testkit.HttpReply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parse Server on PostgreSQL: keys in headers, a PUT that merges, a limit that is counted, and requests that it knows again. It is
 * large, so it runs only when it is asked for: {@code ./emcp acceptance --upstreams}.
 */
class ParseServerProof extends RecordsProof {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/parse/";
    private static final String APPLICATION = "an-application";
    private static final String KEY = "a-master-key-of-the-tests";
    private static final Map<String, String> LET_IN = Map.of(
            "X-Parse-Application-Id", APPLICATION, "X-Parse-Master-Key", KEY, "Content-Type", "application/json");
    private static final String ANN = "annannanna";

    ParseServerProof(@TempDir Path folder) throws Exception {
        super(
                start(folder, ForeignProcess.freePort()),
                new Sample("Customers", Map.of("name", "New", "tier", "iron")),
                "zzzzzzzzzz",
                "Customers?where={\"tier\":\"gold\"}&order=name",
                List.of("Ann", "Cid", "Dan", "Eve"));
        server().table().cannot(Deed.UPSERT, "it has none");
        server().table().cannot(Deed.STALE_ETAG, "its etags are hashes of answers and guard no write");
    }

    /** The database ends after the server, or with it where it does not start. */
    private static Runnable started(ProcessBuilder command, int port, Path log, PostgreSql database) {
        try {
            ForeignProcess server = new ForeignProcess(command, port, log);
            return () -> {
                server.close();
                database.close();
            };
        } catch (AssertionError unstarted) {
            database.close();
            throw unstarted;
        }
    }

    @BeforeAll
    void keepFour() throws Exception {
        keep(Map.of("objectId", ANN, "name", "Ann", "tier", "gold"));
        for (String name : List.of("Cid", "Dan", "Eve")) {
            keep(Map.of("name", name, "tier", "gold"));
        }
    }

    private static ProvenServer start(Path folder, int port) throws Exception {
        PostgreSql database = new PostgreSql();
        Map<String, Object> settings = new HashMap<>(Map.of(
                "appId",
                APPLICATION,
                "masterKey",
                KEY,
                "databaseURI",
                database.url(),
                "host",
                "127.0.0.1",
                "port",
                port,
                "mountPath",
                "/parse",
                "serverURL",
                "http://127.0.0.1:" + port + "/parse",
                "logsFolder",
                folder.resolve("logs").toString(),
                "allowCustomObjectId",
                true,
                "idempotencyOptions",
                Map.of("paths", List.of("classes/.*"), "ttl", 300)));
        settings.put("allowClientClassCreation", true);
        settings.put(
                "rateLimit",
                List.of(Map.of(
                        "requestPath",
                        "/classes/Visits",
                        "requestMethods",
                        List.of("POST"),
                        "requestTimeWindow",
                        5_000,
                        "requestCount",
                        2,
                        "includeMasterKey",
                        true,
                        "includeInternalRequests",
                        true)));
        Path file = Files.writeString(folder.resolve("parse.json"), JSON.writeValueAsString(settings));
        ProcessBuilder command = Npm.start(
                        folder,
                        List.of(
                                Npm.packages("npm-parse")
                                        .resolve("parse-server/bin/parse-server")
                                        .toString(),
                                file.toString()))
                .directory(folder.toFile());
        return new ProvenServer(
                started(command, port, folder.resolve("log.txt"), database),
                port,
                "parse",
                PATH,
                Pattern.compile("(?<=Customers/)[A-Za-z0-9]{10}"),
                Map.of("PARSE_MASTER_KEY", KEY));
    }

    private void keep(Map<String, Object> record) throws Exception {
        HttpReply reply =
                server().relay().ask("POST", PATH + "classes/Customers", LET_IN, JSON.writeValueAsString(record));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @Test
    void tellsADuplicateId() {
        assertThat(code(create(Deed.DUPLICATE, "an id that there is", "Customers", Map.of("objectId", ANN))))
                .isEqualTo("DUPLICATE_RECORD");
    }

    @Test
    void tellsWhatTheServerDoesNotTake() {
        assertThat(code(create(Deed.REFUSED_INPUT, "a number for a text", "Customers", Map.of("name", 5))))
                .isEqualTo("VALIDATION");
    }

    @Test
    void waitsAsLongAsTheServerSays() {
        create(Deed.THROTTLE, "the first of two that are allowed", "Visits", Map.of("name", "a"));
        create(Deed.THROTTLE, "the second", "Visits", Map.of("name", "b"));
        JsonNode third = create(Deed.THROTTLE, "the third", "Visits", Map.of("name", "c"));
        assertThat(data(third).path("record_id").asText()).isNotEmpty();
        assertThat(third.at("/structuredContent/meta/attempts").asInt()).isEqualTo(2);
    }

    /** The server has done it and the answer is lost: the second request has the first one's key, and the server knows it. */
    @Test
    void createsOneRecordAlthoughTheAnswerToTheFirstRequestIsLost() throws Exception {
        int before = server().relay().exchanges().size();
        server().relay().loseTheNextAnswer();
        JsonNode result = create(Deed.REPEATED_CREATE, "the first answer is lost", "Customers", Map.of("name", "Once"));
        assertThat(data(result).path("saved").asBoolean()).isTrue();
        assertThat(data(result).path("record_id").isNull())
                .as("the server does not say it again")
                .isTrue();
        List<Relay.Exchange> sent = server().relay().exchanges();
        Set<String> keys = sent.subList(before, sent.size()).stream()
                .map(exchange -> exchange.headers().getOrDefault("X-Parse-Request-Id", "none"))
                .collect(Collectors.toSet());
        assertThat(keys).as("one key for both").hasSize(1).doesNotContain("none");
        HttpReply kept =
                server().relay().ask("GET", PATH + "classes/Customers?where=%7B%22name%22:%22Once%22%7D", LET_IN, "");
        assertThat(kept.json().path("results")).hasSize(1);
    }

    private JsonNode create(Deed deed, String what, String type, Map<String, Object> payload) {
        return server().call(deed, what, "create_record", Map.of("record_type", type, "payload", payload));
    }
}

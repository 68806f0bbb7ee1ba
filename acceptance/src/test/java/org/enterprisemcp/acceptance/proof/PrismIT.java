package org.enterprisemcp.acceptance.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.enterprisemcp.acceptance.Npm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prism, which judges each request by a vendor's OpenAPI file and answers with its examples. It keeps nothing, so there is no record
 * to follow; but it gives every answer that the file documents, whenever it is asked for it.
 */
class PrismIT extends UpstreamProof {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SEARCH = """
            {"filterGroups": [{"filters": [{"propertyName": "tier", "operator": "EQ", "value": "gold"}]}]}""";

    PrismIT(@TempDir Path folder) {
        super(start(folder, ForeignProcess.freePort()), new Sample("contacts", Map.of("name", "Ann", "tier", "gold")));
    }

    private static ProvenServer start(Path folder, int port) {
        ProcessBuilder command = Npm.start(
                folder,
                List.of(
                        Npm.packages("npm-upstreams")
                                .resolve("@stoplight/prism-cli/dist/index.js")
                                .toString(),
                        "mock",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        ProvenServer.resource("/crm-openapi.yaml").toString()));
        ForeignProcess server = new ForeignProcess(command, port, folder.resolve("log.txt"));
        return new ProvenServer(
                server::close,
                port,
                "prism",
                "/crm/v3/",
                Pattern.compile("(?!)"),
                Map.of("UPSTREAM_ACCESS_TOKEN", "a-token-of-the-tests"));
    }

    @Test
    void wrapsWhatItWrites() throws Exception {
        JsonNode created = data(create(Deed.CREATE, "a new object", sample().payload()));
        assertThat(created.path("record_id").asText()).isEqualTo("512");
        assertThat(lastBody()).isEqualTo(JSON.readTree("{\"properties\": {\"name\": \"Ann\", \"tier\": \"gold\"}}"));
        data(server().call(
                        Deed.UPDATE,
                        "one property",
                        "update_record",
                        with(key("512"), "updates", Map.of("tier", "iron"))));
        assertThat(lastBody()).isEqualTo(JSON.readTree("{\"properties\": {\"tier\": \"iron\"}}"));
    }

    @Test
    void readsAndDeletesWithTheTokenThatTheContractAsksFor() {
        JsonNode read = data(server().call(Deed.READ, "an object", "get_record", key("512")));
        assertThat(read.at("/record/properties/name").asText()).isEqualTo("Ann");
        assertThat(server().relay().last().headers()).containsEntry("authorization", "Bearer a-token-of-the-tests");
        data(server().call(Deed.DELETE, "an object", "delete_record", key("512")));
    }

    @Test
    void searchesByPostAndTakesTheCursorBackInTheBody() throws Exception {
        JsonNode first = search(Deed.QUERY, "two of five", 0);
        assertThat(data(first).path("total").asInt()).isEqualTo(5);
        assertThat(data(first).path("items").findValuesAsText("name")).containsExactly("Ann", "Bob");
        assertThat(first.at("/structuredContent/meta/next_offset").asInt()).isEqualTo(2);
        assertThat(lastBody().path("filterGroups"))
                .isEqualTo(JSON.readTree(SEARCH).path("filterGroups"));
        assertThat(lastBody().has("after")).isFalse();
        data(search(Deed.PAGING, "the next two", 2));
        assertThat(lastBody().path("after").asText()).isEqualTo("NTEz");
        assertThat(lastBody().path("filterGroups"))
                .isEqualTo(JSON.readTree(SEARCH).path("filterGroups"));
    }

    @Test
    void tellsWhatTheContractForbids() {
        assertThat(code(create(Deed.REFUSED_INPUT, "a value that the contract does not know", Map.of("tier", "lead"))))
                .isEqualTo("VALIDATION");
        assertThat(code(server().call(
                                Deed.REFUSED_INPUT,
                                "a type that the contract does not know",
                                "get_record",
                                Map.of("record_type", "planets", "record_id", "1"))))
                .isEqualTo("VALIDATION");
    }

    @Test
    void tellsTheDocumentedFailuresApart() {
        answerNext("code=404");
        assertThat(code(read(Deed.MISSING, "read"))).isEqualTo("RECORD_NOT_FOUND");
        answerNext("code=403");
        assertThat(code(read(Deed.REFUSED_INPUT, "a scope is missing"))).isEqualTo("PERMISSION");
        answerNext("code=401");
        assertThat(code(read(Deed.REFUSED_INPUT, "a token that is not accepted")))
                .isEqualTo("INVALID_CREDENTIALS");
        answerNext("code=409");
        assertThat(code(create(Deed.DUPLICATE, "409 with category CONFLICT", sample().payload())))
                .isEqualTo("DUPLICATE_RECORD");
    }

    @Test
    void repeatsAReadAndNotACreateWhenTheServerBreaks() {
        answerNext("code=503");
        data(read(Deed.READ, "503, then an answer"));
        int before = server().relay().exchanges().size();
        answerNext("code=500");
        assertThat(code(create(Deed.CREATE, "500", sample().payload()))).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(server().relay().exchanges()).as("a create is sent once").hasSize(before + 1);
    }

    @Test
    void waitsAsLongAsItIsToldToAndGivesUpWhereWaitingIsOfNoUse() {
        answerNext("code=429, example=secondly");
        data(read(Deed.THROTTLE, "429 with Retry-After: 1, then an answer"));
        answerNext("code=429, example=secondly");
        data(create(Deed.THROTTLE, "the same for a create", sample().payload()));
        answerNext("code=429, example=daily");
        JsonNode daily = read(Deed.THROTTLE, "429 with policyName DAILY");
        assertThat(code(daily)).isEqualTo("RATE_LIMIT");
        assertThat(error(daily).path("retryable").asBoolean(true))
                .as("another call would not help today")
                .isFalse();
    }

    private JsonNode read(Deed deed, String what) {
        return server().call(deed, what, "get_record", key("512"));
    }

    private JsonNode create(Deed deed, String what, Map<String, Object> payload) {
        return server().call(deed, what, "create_record", Map.of("record_type", "contacts", "payload", payload));
    }

    private JsonNode search(Deed deed, String what, int offset) {
        return server().call(deed, what, "execute_query", Map.of("query", SEARCH, "limit", 2, "offset", offset));
    }

    private void answerNext(String wish) {
        server().relay().addToTheNext("Prefer", wish);
    }

    private JsonNode lastBody() throws Exception {
        return JSON.readTree(server().relay().last().body());
    }
}

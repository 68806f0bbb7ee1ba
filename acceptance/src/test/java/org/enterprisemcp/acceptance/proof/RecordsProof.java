package org.enterprisemcp.acceptance.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.acceptance.Results.data;
import static org.enterprisemcp.acceptance.Results.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked of every server that keeps records. What is special about one stands in its own test. */
abstract class RecordsProof extends UpstreamProof {

    private final String missing;
    private final String query;
    private final List<String> names;

    /**
     * A proof for one server.
     *
     * @param missing an id that no record has
     * @param query what finds four records
     * @param names of the four, in the server's order
     */
    RecordsProof(ProvenServer server, Sample sample, String missing, String query, List<String> names) {
        super(server, sample);
        this.missing = missing;
        this.query = query;
        this.names = names;
    }

    @Test
    void letsNoQueryLeaveItsType() {
        int before = server().relay().exchanges().size();
        for (String hostile :
                List.of("..?x=1", "../users/me?x=1", "a/b?x=1", "a(1)/b?x=1", "a%2Fb?x=1", "?x=1", "a b?x=1")) {
            JsonNode error = error(server().call("execute_query", Map.of("query", hostile)));
            assertThat(error.path("field").asText()).as(hostile + error).isEqualTo("query");
        }
        assertThat(server().relay().exchanges()).hasSize(before);
    }

    @Test
    void tellsThatARecordIsMissing() {
        assertThat(code(server().call(Deed.MISSING, "read", "get_record", key(missing))))
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(code(server().call(
                                Deed.MISSING,
                                "update",
                                "update_record",
                                with(key(missing), "updates", Map.of("tier", "gold")))))
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(code(server().call(Deed.MISSING, "delete", "delete_record", key(missing))))
                .isEqualTo("RECORD_NOT_FOUND");
    }

    @Test
    void createsReadsUpdatesAndDeletes() {
        JsonNode created = data(server().call(
                        Deed.CREATE,
                        "a new record",
                        "create_record",
                        Map.of("record_type", sample().type(), "payload", sample().payload())));
        String id = created.path("record_id").asText();
        JsonNode read = data(server().call(Deed.READ, "the new record", "get_record", key(id)));
        assertThat(read.at("/record/name").asText())
                .isEqualTo(sample().payload().get("name"));
        data(server().call(
                        Deed.UPDATE, "one field", "update_record", with(key(id), "updates", Map.of("tier", "silver"))));
        JsonNode changed = data(server().call("get_record", key(id)));
        assertThat(changed.at("/record/tier").asText()).isEqualTo("silver");
        assertThat(changed.at("/record/name").asText())
                .as("what an update does not name stays")
                .isEqualTo(sample().payload().get("name"));
        assertThat(data(server().call(Deed.DELETE, "the new record", "delete_record", key(id)))
                        .path("deleted")
                        .asBoolean())
                .isTrue();
        assertThat(code(server().call(Deed.DELETE, "reading it afterwards", "get_record", key(id))))
                .isEqualTo("RECORD_NOT_FOUND");
    }

    @Test
    void queriesPageByPage() {
        JsonNode first = query(Deed.QUERY, "two of four", 2, 0);
        assertThat(data(first).path("items").findValuesAsText("name")).isEqualTo(names.subList(0, 2));
        assertThat(data(first).path("total").asInt()).isEqualTo(4);
        assertThat(first.at("/structuredContent/meta/next_offset").asInt()).isEqualTo(2);
        List<String> found = new ArrayList<>(data(first).path("items").findValuesAsText("name"));
        JsonNode last = first;
        while (last.at("/structuredContent/meta/truncated").asBoolean() && found.size() < names.size() + 2) {
            int next = last.at("/structuredContent/meta/next_offset").asInt();
            last = query(Deed.PAGING, "two from offset " + next, 2, next);
            found.addAll(data(last).path("items").findValuesAsText("name"));
        }
        assertThat(found).as("each once").isEqualTo(names);
        JsonNode shifted = query(Deed.PAGING, "two from offset 1", 2, 1);
        assertThat(data(shifted).path("items").findValuesAsText("name")).isEqualTo(names.subList(1, 3));
        JsonNode all = query(Deed.PAGING, "all four at once", 10, 0);
        assertThat(data(all).path("items").findValuesAsText("name")).isEqualTo(names);
        assertThat(all.at("/structuredContent/meta/truncated").asBoolean()).isFalse();
    }

    private JsonNode query(Deed deed, String what, int limit, int offset) {
        return server().call(deed, what, "execute_query", Map.of("query", query, "limit", limit, "offset", offset));
    }
}

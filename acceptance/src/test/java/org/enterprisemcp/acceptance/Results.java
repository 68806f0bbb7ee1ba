package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** What a tool result holds, and that it is the kind of result that the test expects. */
final class Results {

    private Results() {}

    /** The data of a call that worked. */
    static JsonNode data(JsonNode result) {
        assertThat(result.at("/structuredContent/ok").asBoolean())
                .as(result.toString())
                .isTrue();
        return result.at("/structuredContent/data");
    }

    /** The first error of a call that failed. */
    static JsonNode error(JsonNode result) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        return result.at("/structuredContent/errors/0");
    }
}

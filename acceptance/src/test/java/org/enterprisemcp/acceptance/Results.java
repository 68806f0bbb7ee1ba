package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.enterprisemcp.testkit.HttpReply;

/** What a tool result holds, and that it is the kind of result that the test expects. */
public final class Results {

    private Results() {}

    /** The data of a call that worked. */
    public static JsonNode data(JsonNode result) {
        assertThat(result.at("/structuredContent/ok").asBoolean())
                .as(result.toString())
                .isTrue();
        return result.at("/structuredContent/data");
    }

    /** The first error of a call that failed. */
    public static JsonNode error(JsonNode result) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        return result.at("/structuredContent/errors/0");
    }

    /** The answer to a message. Whoever has to wait gets a stream that is kept alive; the answer is its last event. */
    static JsonNode last(HttpReply reply) {
        int last = reply.text().lastIndexOf("data:");
        return last < 0
                ? reply.json()
                : new HttpReply(reply.status(), reply.headers(), reply.text().substring(last + "data:".length()))
                        .json();
    }
}

package org.enterprisemcp.oauth.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderNames;
import java.time.Duration;
import java.util.Optional;

/** Fetches what an authorization server publishes of itself, from addresses that the operator named. */
final class JsonGet {

    private static final int LARGEST = 256 * 1024;

    private final JsonMapper json = JsonMapper.builder().build();
    private final BoundedHttp http = new BoundedHttp(Duration.ofSeconds(5), Duration.ofSeconds(8), LARGEST);

    /** The object at a URL; empty where none can be had in time. */
    Optional<JsonNode> object(String url) {
        return http.answerTo(client -> client.get(url)
                        .header(HeaderNames.ACCEPT, "application/json")
                        .request())
                .filter(answer -> answer.status() == 200)
                .flatMap(answer -> parsed(answer.body()));
    }

    private Optional<JsonNode> parsed(String body) {
        try {
            return Optional.of(json.readTree(body)).filter(JsonNode::isObject);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}

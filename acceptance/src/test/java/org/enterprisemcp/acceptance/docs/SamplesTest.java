package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.enterprisemcp.acceptance.OAuthProduct;
import org.enterprisemcp.sandbox.netsuite.NetSuiteSandbox;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.Test;

/** The samples are what a user of the demo sends and gets: each is sent to the product in front of a fresh look-alike. */
class SamplesTest {

    private static final Path SEEN = Path.of("target", "samples");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void eachRequestBringsTheAnswerThatStandsBesideIt() throws IOException {
        NetSuiteSandbox sandbox = NetSuiteSandbox.start();
        try (OAuthProduct product = new OAuthProduct(sandbox, Map.of())) {
            HttpReply tokens = product.signIn(product.register(OAuthProduct.REDIRECT), "mcp:read mcp:write mcp:delete");
            McpProbe client = product.client(tokens.json().path("access_token").asText())
                    .with("MCP-Protocol-Version", "2026-07-28");
            List<SampleCall> samples = SampleCall.all();
            assertThat(samples).hasSizeGreaterThan(7);
            SoftAssertions all = new SoftAssertions();
            for (SampleCall sample : samples) {
                JsonNode answer = sample.request().has("jsonrpc") ? called(client, sample) : tokens.json();
                keep(sample, answer);
                all.assertThat(SampleCall.comparable(answer).toPrettyString())
                        .as("%s; what came is in acceptance/%s", sample, SEEN)
                        .isEqualTo(SampleCall.comparable(sample.response()).toPrettyString());
            }
            all.assertAll();
        } finally {
            sandbox.close();
        }
    }

    @Test
    void thereIsOneForEachOfTheFiveTools() {
        Set<String> tools = SampleCall.all().stream()
                .map(sample -> sample.request().at("/params/name").asText())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tools)
                .containsExactly("create_record", "delete_record", "execute_query", "get_record", "update_record");
    }

    @Test
    void theReadmeShowsTheFirstOfThem() {
        SampleCall query = SampleCall.all().stream()
                .filter(sample -> sample.toString().contains("query-page"))
                .findFirst()
                .orElseThrow();
        assertThat(Page.of("README.md").blocks("json").stream().map(this::parsed))
                .contains(query.response().at("/result/structuredContent"));
    }

    private JsonNode called(McpProbe client, SampleCall sample) {
        client.with("Mcp-Method", sample.request().path("method").asText())
                .with("Mcp-Name", sample.request().at("/params/name").asText());
        return client.post(sample.request().toString().getBytes(StandardCharsets.UTF_8))
                .json();
    }

    /** What came, in the form of a sample, for whoever has to write it anew. */
    private void keep(SampleCall sample, JsonNode answer) throws IOException {
        Files.createDirectories(SEEN);
        ObjectNode seen = ((ObjectNode) sample.json()).deepCopy();
        seen.set("response", answer);
        Files.writeString(
                SEEN.resolve(sample.toString()),
                json.writerWithDefaultPrettyPrinter().writeValueAsString(seen) + "\n");
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (IOException noJson) {
            throw new AssertionError(noJson);
        }
    }
}

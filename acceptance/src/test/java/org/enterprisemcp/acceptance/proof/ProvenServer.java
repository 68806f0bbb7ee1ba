package org.enterprisemcp.acceptance.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.enterprisemcp.acceptance.Served;
import org.enterprisemcp.testkit.McpProbe;

/** A server that nobody here wrote, the product in front of it, and between the two a relay that writes down what goes by. */
final class ProvenServer implements AutoCloseable {

    /** Where the servers and this machine's user keep things, as a stack trace would tell. */
    private static final List<String> PLACES = List.of(
            Path.of("..").toAbsolutePath().normalize().toString(),
            System.getProperty("user.home") + File.separator,
            Path.of(System.getProperty("java.io.tmpdir")) + File.separator);

    private final Runnable stop;
    private final Relay relay;
    private final Served served;
    private final McpProbe client;
    private final ProofTable table;

    /**
     * The product starts here.
     *
     * @param stop ends what listens on the port
     * @param name its name, which is also its descriptor's
     * @param path where its API begins, with a slash at both ends
     * @param ids what it makes up by itself
     * @param settings the product's, besides where the server is
     */
    ProvenServer(Runnable stop, int port, String name, String path, Pattern ids, Map<String, String> settings) {
        this.stop = stop;
        this.relay = new Relay(port);
        Path descriptor = resource("/upstreams/" + name + ".yaml");
        this.table = new ProofTable(name, descriptor, path, ids);
        Map<String, String> all = new HashMap<>(settings);
        all.put("UPSTREAM_DESCRIPTOR", descriptor.toString());
        all.put("UPSTREAM_API_BASE_URL", relay.baseUrl() + path.substring(1));
        all.put("MCP_PORT", "0");
        try {
            this.served = Served.start(all);
        } catch (RuntimeException | Error refused) {
            relay.close();
            stop.run();
            throw refused;
        }
        this.client = new McpProbe(served.port()).open("2025-11-25");
    }

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(ProvenServer.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException unreachable) {
            throw new AssertionError(unreachable);
        }
    }

    Relay relay() {
        return relay;
    }

    ProofTable table() {
        return table;
    }

    /** Calls a tool, for no row. */
    JsonNode call(String tool, Map<String, Object> arguments) {
        JsonNode result = client.call(tool, arguments);
        assertThat(result.toString())
                .as("where the server's own code stands is nobody's business")
                .doesNotContain("node_modules", ".js:", "\\n    at ")
                .doesNotContain(PLACES);
        return result;
    }

    /** Calls a tool, and makes a row of it. */
    JsonNode call(Deed deed, String what, String tool, Map<String, Object> arguments) {
        int before = relay.exchanges().size();
        JsonNode result = call(tool, arguments);
        List<Relay.Exchange> exchanges = relay.exchanges();
        table.add(deed, what, exchanges.subList(before, exchanges.size()), told(result));
        return result;
    }

    private static String told(JsonNode result) {
        JsonNode content = result.path("structuredContent");
        if (content.path("ok").asBoolean()) {
            return "ok";
        }
        JsonNode error = content.at("/errors/0");
        return error.path("code").asText()
                + (error.has("field") ? ", field `" + error.path("field").asText() + "`" : "")
                + (error.path("retryable").asBoolean() ? ", retryable" : "");
    }

    @Override
    public void close() {
        try {
            served.close();
        } finally {
            relay.close();
            stop.run();
        }
        table.finish();
    }
}

package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;

/**
 * Rows that are too many for a result. They are kept for an hour, part by part, and only the caller for whom they were brought can
 * read them: as a resource of JSON lines, one row each.
 */
final class KeptRows {

    static final String MIME_TYPE = "application/x-ndjson";
    static final Duration LIFE = Duration.ofHours(1);

    private static final String SPACE = "mcp-rows";
    /** A space of their own: whatever a URI names, it is not a part. */
    private static final String PARTS = "mcp-rows-parts";

    private static final int ID_BYTES = 24;

    private final StateStore store;
    private final JsonCodec codec;
    private final String root;
    private final SecureRandom random = new SecureRandom();

    /** @param root what their URIs begin with */
    KeptRows(StateStore store, JsonCodec codec, String root) {
        this.store = store;
        this.codec = codec;
        this.root = root;
    }

    /** The name for rows that are yet to come; nobody guesses it. */
    String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** The URI of what is kept under a name. */
    String uri(String id) {
        return root + id;
    }

    /** Keeps one more part, counted from 1. */
    void add(String id, int part, List<Fields> rows) {
        String lines = rows.stream().map(row -> codec.text(row.values()) + "\n").collect(Collectors.joining());
        store.put(PARTS, id + "/" + part, lines, LIFE);
    }

    /** Lets the caller read them: from now on they are there. */
    void finish(String id, int parts, Caller caller) {
        store.put(SPACE, id, codec.text(Map.of("owner", caller.principal(), "parts", parts)), LIFE);
    }

    /** What is kept under a name for a caller; empty when there is nothing, or no longer. */
    Optional<List<ResourceContents>> read(Caller caller, String id) {
        Optional<JsonNode> head = store.get(SPACE, id)
                .map(entry -> codec.parse(entry.value().getBytes(StandardCharsets.UTF_8)))
                .filter(found -> found.path("owner").asText().equals(caller.principal()));
        if (head.isEmpty()) {
            return Optional.empty();
        }
        List<ResourceContents> parts = new ArrayList<>();
        for (int part = 1; part <= head.get().path("parts").asInt(); part++) {
            Optional<StateStore.Entry> lines = store.get(PARTS, id + "/" + part);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            parts.add(new ResourceContents.Text(uri(id), MIME_TYPE, lines.get().value()));
        }
        return Optional.of(parts);
    }
}

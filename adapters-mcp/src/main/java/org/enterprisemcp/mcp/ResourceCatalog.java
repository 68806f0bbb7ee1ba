package org.enterprisemcp.mcp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.application.DescribeRecord;
import org.enterprisemcp.application.GetRecord;
import org.enterprisemcp.application.ListRecordTypes;
import org.enterprisemcp.application.UseCases;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;

/** The resources of this server: the pages of the upstream's guide, and what it tells of record types and records. */
final class ResourceCatalog {

    private static final String JSON = "application/json";
    private static final String RECORD_TYPE = "record_type";
    private static final String RECORD_ID = "record_id";
    private static final int MANY = 10_000;

    private final String root;
    private final JsonCodec codec = new JsonCodec();
    private final List<McpResource> all = new ArrayList<>();

    ResourceCatalog(UseCases uses) {
        this.root = "upstream://" + uses.upstream().name() + "/";
        uses.upstream().guide().pages().forEach(page -> all.add(page(page)));
        uses.listRecordTypes().ifPresent(use -> all.add(recordTypes(use)));
        uses.describeRecord().ifPresent(use -> all.add(schema(use)));
        if (uses.upstream().records().operations().contains(RecordOperation.READ)) {
            all.add(record(uses.getRecord()));
        }
    }

    /** Single resources first, then families. */
    List<McpResource> all() {
        return List.copyOf(all);
    }

    /** The resource that a URI names. */
    Optional<McpResource> find(String uri) {
        return all.stream()
                .filter(resource -> variables(resource, uri).isPresent())
                .findFirst();
    }

    /** The values of a resource's variables in a URI; empty when the URI is none of it. */
    static Optional<Map<String, String>> variables(McpResource resource, String uri) {
        String[] pattern = resource.uri().split("/", -1);
        String[] steps = uri.split("/", -1);
        if (pattern.length != steps.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < steps.length; i++) {
            if (pattern[i].startsWith("{")) {
                Optional<String> value = decoded(steps[i]);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                variables.put(pattern[i].substring(1, pattern[i].length() - 1), value.get());
            } else if (!pattern[i].equals(steps[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static Optional<String> decoded(String step) {
        try {
            return Optional.of(URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .filter(value -> !value.isEmpty());
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private McpResource page(UpstreamGuide.Page page) {
        return new McpResource(
                root + "guide/" + page.name(),
                page.name(),
                page.title(),
                page.description(),
                "text/markdown",
                (caller, variables) -> page.markdown());
    }

    private McpResource recordTypes(ListRecordTypes use) {
        return new McpResource(
                root + "record-types",
                "record-types",
                "Record types",
                "The kinds of records that there are for you.",
                JSON,
                (caller, variables) -> codec.text(
                        ListRecordTypesTool.data(use.handle(caller, CallRequest.plain(), Optional.empty(), MANY)
                                .value())));
    }

    private McpResource schema(DescribeRecord use) {
        return new McpResource(
                root + "schema/{" + RECORD_TYPE + "}",
                "schema",
                "Fields of a record type",
                "What a record type is made of.",
                JSON,
                (caller, variables) -> {
                    RecordType type = new RecordType(variables.getOrDefault(RECORD_TYPE, ""));
                    return codec.text(DescribeRecordTool.data(
                            use.handle(caller, CallRequest.plain(), RecordDescriptionRequest.all(type))
                                    .value()));
                });
    }

    private McpResource record(GetRecord use) {
        return new McpResource(
                root + "record/{" + RECORD_TYPE + "}/{" + RECORD_ID + "}",
                "record",
                "A record",
                "One record by its type and id.",
                JSON,
                (caller, variables) -> codec.text(RecordData.of(use.handle(
                                caller,
                                CallRequest.plain(),
                                new RecordType(variables.getOrDefault(RECORD_TYPE, "")),
                                new RecordId(variables.getOrDefault(RECORD_ID, "")))
                        .value())));
    }
}

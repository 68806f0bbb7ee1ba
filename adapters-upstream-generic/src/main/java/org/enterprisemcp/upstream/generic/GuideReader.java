package org.enterprisemcp.upstream.generic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.port.UpstreamGuide.Option;
import org.enterprisemcp.domain.port.UpstreamGuide.Option.Kind;
import org.enterprisemcp.upstream.generic.Operation.IfMatch;
import org.enterprisemcp.upstream.generic.Operation.Param.Source;

/** Makes the guide of a described upstream: its own words, and the options that its operations take. */
final class GuideReader {

    private static final Option FIELDS =
            new Option(CallWishes.FIELDS, Kind.TEXTS, "The fields to bring; all if it is left out.");
    private static final Option SORT = new Option(
            CallWishes.SORT, Kind.TEXT, "How to sort, as the upstream writes it; its own order if left out.");
    private static final Option ETAG = new Option(
            CallWishes.ETAG,
            Kind.TEXT,
            "The version that you read: the write is refused if the record has changed since. Left out, the version is read "
                    + "just before the write.");

    private final Section root;
    private final String name;
    private final Map<String, Operation> operations;

    GuideReader(Section root, String name, Map<String, Operation> operations) {
        this.root = root;
        this.name = name;
        this.operations = operations;
    }

    UpstreamGuide guide() {
        Optional<String> language =
                find("query").flatMap(Operation::language).or(() -> find("list").flatMap(Operation::language));
        Optional<Section> section = root.section("guide");
        return new UpstreamGuide(
                section.flatMap(it -> it.text("title")).orElse(name),
                language.orElse("query language of " + name),
                section.map(it -> it.texts("queryNotes")).orElse(List.of()),
                section.map(it -> it.texts("queryExamples")).orElse(List.of()),
                section.map(it -> it.texts("recordTypeExamples")).orElse(List.of()),
                section.flatMap(it -> it.text("accountNotes")).orElse(""),
                options(),
                List.of(),
                List.of());
    }

    private Map<String, UpstreamGuide.Operation> options() {
        Map<String, UpstreamGuide.Operation> all = new HashMap<>();
        find("read").ifPresent(read -> put(all, "get_record", read.takes(Source.FIELDS) ? List.of(FIELDS) : List.of()));
        find("update").ifPresent(update -> put(all, "update_record", ofWrite(update)));
        find("delete").ifPresent(delete -> put(all, "delete_record", ofWrite(delete)));
        find("upsert").ifPresent(upsert -> put(all, "upsert_record", ofUpsert(upsert)));
        find("query").ifPresent(query -> put(all, "execute_query", ofQuery(query)));
        if (GenericSearches.isOffered(find("query"), find("list"))) {
            boolean sorted = find("list")
                    .or(() -> find("query"))
                    .filter(it -> it.takes(Source.SORT))
                    .isPresent();
            put(all, "search_records", sorted ? List.of(SORT) : List.of());
        }
        return all;
    }

    private static void put(Map<String, UpstreamGuide.Operation> all, String useCase, List<Option> options) {
        if (!options.isEmpty()) {
            all.put(useCase, new UpstreamGuide.Operation(List.of(), List.of(), options));
        }
    }

    private static List<Option> ofWrite(Operation write) {
        List<Option> options = new ArrayList<>();
        if (write.ask().ifMatch() == IfMatch.ETAG || write.ask().ifMatch() == IfMatch.ETAG_OR_ANY) {
            options.add(ETAG);
        }
        if (write.ask().replaces()) {
            options.add(
                    new Option(
                            CallWishes.REPLACE,
                            Kind.FLAG,
                            "True: updates holds the whole record, and fields that it does not name are cleared. Default false."));
        }
        return options;
    }

    private static List<Option> ofUpsert(Operation upsert) {
        return Requests.needsKey(upsert)
                ? List.of(new Option(
                        CallWishes.KEY_FIELD,
                        Kind.TEXT,
                        "The field that holds the external id."
                                + upsert.ask()
                                        .key()
                                        .map(key -> " Default " + key + ".")
                                        .orElse("")))
                : List.of();
    }

    private static List<Option> ofQuery(Operation query) {
        List<Option> options = new ArrayList<>();
        if (query.isTyped()) {
            options.add(new Option(
                    CallWishes.RECORD_TYPE,
                    Kind.TEXT,
                    query.ask().denied().isPresent()
                            ? "The record type to query. Left out, the query begins with it: TYPE?name=value."
                            : "The record type to query; needed here."));
        }
        if (query.takes(Source.FIELDS)) {
            options.add(FIELDS);
        }
        if (query.takes(Source.SORT)) {
            options.add(SORT);
        }
        return options;
    }

    private Optional<Operation> find(String operation) {
        return Optional.ofNullable(operations.get(operation));
    }
}

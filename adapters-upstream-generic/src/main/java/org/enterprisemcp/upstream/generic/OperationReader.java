package org.enterprisemcp.upstream.generic;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.metadata.FieldDescription.Trait;
import org.enterprisemcp.upstream.rest.RetrySafety;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** Reads one operation; {@link OperationLint} says what is wrong with it beyond its shape. */
final class OperationReader {

    /** The operations that a descriptor can describe. */
    static final Set<String> NAMES = new LinkedHashSet<>(
            List.of("create", "read", "update", "delete", "upsert", "list", "query", "describe", "types-list"));

    private final Section section;
    private final String name;
    private final Set<String> vars;
    private final boolean form;

    /**
     * A reader of one operation.
     *
     * @param vars the names that a path may hold besides the operation's own
     * @param form whether bodies go as forms
     */
    OperationReader(Section section, String name, Set<String> vars, boolean form) {
        this.section = section;
        this.name = name;
        this.vars = vars;
        this.form = form;
    }

    Operation operation() {
        String method = section.text("method").orElse("GET");
        Map<String, UrlTemplate> headers = new HeaderReader(section, headerPlaces()).templates();
        boolean limitInHeader =
                headers.values().stream().anyMatch(value -> value.places().contains("limit"));
        Optional<Paging> paging = new PagingReader(section, limitInHeader).paging();
        Operation operation =
                new Operation(name, safety(method), ask(method, headers), reply(), paging, section.text("language"));
        new OperationLint(section, operation, vars).check();
        return operation;
    }

    private Set<String> headerPlaces() {
        Set<String> places = new HashSet<>(vars);
        places.add("account");
        places.add("limit");
        return places;
    }

    private Operation.Ask ask(String method, Map<String, UrlTemplate> headers) {
        return new Operation.Ask(
                method,
                section.template("path").orElseGet(() -> new UrlTemplate("")),
                new ParamReader(section, name).params(),
                section.section("rawParams").map(raw -> Set.copyOf(raw.texts("deny"))),
                headers,
                section.section("body")
                        .map(body -> new Operation.QueryBody(
                                body.text("as")
                                        .orElse(body.has("at") ? "string" : "json")
                                        .equals("json"),
                                body.pointer("at").orElse(Pointer.ALL))),
                section.pointer("wrap").orElse(Pointer.ALL).steps(),
                form,
                ifMatch(),
                section.text("mode").orElse("merge").equals("replace"),
                section.text("idempotencyHeader"),
                section.text("key"));
    }

    private Operation.IfMatch ifMatch() {
        String word =
                section.text("ifMatch").orElse("none").toUpperCase(Locale.ROOT).replace('-', '_');
        for (Operation.IfMatch condition : Operation.IfMatch.values()) {
            if (condition.name().equals(word)) {
                return condition;
            }
        }
        return Operation.IfMatch.NONE;
    }

    private Operation.Reply reply() {
        return new Operation.Reply(
                section.statuses("success"),
                section.statuses("ambiguous"),
                LocReader.read(section, "id"),
                section.pointer("record").orElse(Pointer.ALL),
                LocReader.read(section, "etag"),
                LocReader.read(section, "created"),
                section.section("expectOne").flatMap(only -> only.pointer("items")),
                section.pointer("items").orElse(Pointer.ALL),
                LocReader.read(section, "total"),
                columns());
    }

    private Columns columns() {
        Map<Trait, Columns.Sign> traits = new LinkedHashMap<>();
        section.section("traits").ifPresent(all -> {
            sign(all, "required", Trait.REQUIRED, traits);
            sign(all, "nullable", Trait.NULLABLE, traits);
            sign(all, "readOnly", Trait.READ_ONLY, traits);
            sign(all, "custom", Trait.CUSTOM, traits);
            sign(all, "filterable", Trait.FILTERABLE, traits);
        });
        return new Columns(
                section.pointer("name"),
                section.pointer("label"),
                section.pointer("kind"),
                section.textsByName("kinds"),
                section.pointer("choices"),
                section.pointer("refersTo"),
                traits);
    }

    private static void sign(Section all, String field, Trait trait, Map<Trait, Columns.Sign> traits) {
        all.pointer(field).ifPresent(pointer -> traits.put(trait, new Columns.Sign(pointer, "true")));
        all.section(field)
                .ifPresent(sign -> sign.pointer("pointer")
                        .ifPresent(pointer -> sign.words("is").stream()
                                .findFirst()
                                .ifPresent(is -> traits.put(trait, new Columns.Sign(pointer, is)))));
    }

    private RetrySafety safety(String method) {
        boolean keyed = section.has("idempotencyHeader");
        return switch (name) {
            case "create" -> keyed ? RetrySafety.KEYED_CREATE : RetrySafety.CREATE;
            case "update" -> RetrySafety.WRITE;
            // Under a key of the caller's own, twice leads to the same record as once.
            case "upsert" -> RetrySafety.WRITE;
            case "delete" -> RetrySafety.DELETE;
            default -> {
                if (!method.equals("GET") && !section.flag("safe").orElse(false)) {
                    section.problem(
                            "safe", "must be true for a " + name + " that is no GET: it may be sent more than once");
                }
                yield RetrySafety.READ;
            }
        };
    }
}

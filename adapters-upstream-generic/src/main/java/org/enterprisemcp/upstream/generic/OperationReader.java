package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.enterprisemcp.upstream.rest.RetrySafety;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** Reads one operation and checks that it can do no other harm than the one it is meant for. */
final class OperationReader {

    /** The operations that a descriptor can describe. */
    static final Set<String> NAMES = new LinkedHashSet<>(List.of("create", "read", "update", "delete", "query"));

    private static final Set<String> METHODS = new LinkedHashSet<>(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
    private static final Set<String> ON_ONE_RECORD = Set.of("read", "update", "delete");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@{}/-]*");
    private static final Pattern PATH_STEP = Pattern.compile("(?:^|.*/)\\.{1,2}(?:/.*|$)");

    private final Section section;
    private final String name;
    private final Set<String> places;

    /** @param vars the names that a path may hold besides the operation's own */
    OperationReader(Section section, String name, Set<String> vars) {
        this.section = section;
        this.name = name;
        this.places = new LinkedHashSet<>(vars);
        places.add("account");
        places.add("type");
        if (ON_ONE_RECORD.contains(name)) {
            places.add("id");
        }
    }

    Operation operation() {
        section.requiredText("method");
        String method = section.word("method", METHODS).orElse("GET");
        UrlTemplate path = path();
        List<Operation.Param> params = params();
        Optional<Set<String>> denied = deniedRawParams();
        Operation operation = new Operation(
                name,
                method,
                path,
                params,
                denied,
                section.statuses("success"),
                loc("id"),
                section.pointer("record").orElse(JsonPointer.empty()),
                section.pointer("items").orElse(JsonPointer.empty()),
                loc("total"),
                new PagingReader(section).paging(),
                section.text("language"),
                safety(method));
        checkRecord(operation);
        checkUpdate(operation);
        checkQuery(operation);
        section.refuseTheRest();
        return operation;
    }

    private UrlTemplate path() {
        section.requiredText("path");
        Optional<UrlTemplate> template = section.template("path");
        template.ifPresent(path -> {
            String text = path.toString();
            if (text.startsWith("/")
                    || !PATH.matcher(text).matches()
                    || PATH_STEP.matcher(text).matches()) {
                section.problem("path", "must be relative to baseUrl, without query, fragment and path steps");
            }
            checkPlaces(path, "path");
        });
        return template.orElseGet(() -> new UrlTemplate(""));
    }

    private List<Operation.Param> params() {
        List<Operation.Param> params = new ArrayList<>();
        section.section("params")
                .ifPresent(all -> all.sectionsByName().forEach((param, spec) -> {
                    Optional<String> from = spec.word("from", Set.of("query"));
                    Optional<String> value = spec.text("value");
                    Optional<UrlTemplate> template = spec.template("template");
                    if (from.isPresent() && !name.equals("query")) {
                        spec.problem("from", "only a query has a query to take from");
                    }
                    if ((from.isPresent() ? 1 : 0) + (value.isPresent() ? 1 : 0) + (template.isPresent() ? 1 : 0)
                            != 1) {
                        spec.problem("must hold one of from, value, template");
                    }
                    template.ifPresent(it -> checkPlaces(it, "params"));
                    from.ifPresent(_ -> params.add(new Operation.Param.FromQuery(param)));
                    value.ifPresent(it -> params.add(new Operation.Param.Constant(param, it)));
                    template.ifPresent(it -> params.add(new Operation.Param.Filled(param, it)));
                    spec.refuseTheRest();
                }));
        return params;
    }

    private Optional<Set<String>> deniedRawParams() {
        return section.section("rawParams").map(raw -> {
            raw.requiredText("from");
            raw.word("from", Set.of("query"));
            Set<String> denied = new HashSet<>(raw.texts("deny"));
            raw.refuseTheRest();
            if (!name.equals("query")) {
                section.problem("rawParams", "only a query has a query to take from");
            }
            return denied;
        });
    }

    private Optional<Loc> loc(String field) {
        return LocReader.read(section, field);
    }

    private RetrySafety safety(String method) {
        Optional<Boolean> safe = section.flag("safe");
        return switch (name) {
            case "create" -> RetrySafety.CREATE;
            case "update" -> RetrySafety.WRITE;
            case "delete" -> RetrySafety.DELETE;
            default -> {
                if (!method.equals("GET") && !safe.orElse(false)) {
                    section.problem(
                            "safe", "must be true for a " + name + " that is no GET: it may be sent more than once");
                }
                yield RetrySafety.READ;
            }
        };
    }

    private void checkRecord(Operation operation) {
        boolean inPath = operation.path().places().contains("id");
        boolean inParams = operation.params().stream()
                .anyMatch(param -> param instanceof Operation.Param.Filled filled
                        && filled.template().places().contains("id"));
        if (name.equals("read") && !inPath && !inParams) {
            section.problem("path", "must hold {id}: without it every record would be meant");
        }
        // By a query parameter a server that ignores it would change or delete every record.
        if ((name.equals("update") || name.equals("delete")) && !inPath) {
            section.problem("path", "must hold {id}: without it every record could be hit");
        }
    }

    private void checkUpdate(Operation operation) {
        Optional<String> mode = section.word("mode", Set.of("merge"));
        if (name.equals("update") && operation.method().equals("PUT") && mode.isEmpty()) {
            section.problem(
                    "mode", "must be merge for an update by PUT: one that replaces would clear what is not named");
        }
    }

    private void checkQuery(Operation operation) {
        boolean typed = operation.path().places().contains("type");
        boolean takesQuery = operation.params().stream().anyMatch(Operation.Param.FromQuery.class::isInstance);
        if (!name.equals("query")) {
            return;
        }
        if (takesQuery == operation.deniedRawParams().isPresent()) {
            section.problem("params", "must take the query once: by a param with { from: query }, or by rawParams");
        }
        if (typed && operation.deniedRawParams().isEmpty()) {
            section.problem("path", "may hold {type} only with rawParams, where a query reads TYPE?name=value");
        }
    }

    private void checkPlaces(UrlTemplate template, String field) {
        if (!places.containsAll(template.places())) {
            section.problem(field, "may only hold the places {" + String.join("}, {", places) + "}");
        }
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enterprisemcp.upstream.generic.Operation.IfMatch;
import org.enterprisemcp.upstream.generic.Operation.Param;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** Checks that one operation can do no other harm than the one it is meant for: what no schema can say. */
final class OperationLint {

    private static final Set<String> ON_ONE_RECORD = Set.of("read", "update", "delete");
    private static final Set<String> CHANGING = Set.of("update", "delete", "upsert");
    private static final Set<String> WRITING = Set.of("create", "update", "upsert");
    private static final Set<String> TELLING = Set.of("describe", "types-list");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@{}/-]*");
    private static final Pattern PATH_STEP = Pattern.compile("(?:^|.*/)\\.{1,2}(?:/.*|$)");

    private final Section section;
    private final Operation operation;
    private final Set<String> places;

    OperationLint(Section section, Operation operation, Set<String> vars) {
        this.section = section;
        this.operation = operation;
        this.places = new LinkedHashSet<>(vars);
        places.add("account");
        if (!name().equals("types-list")) {
            places.add("type");
        }
        if (ON_ONE_RECORD.contains(name()) || name().equals("upsert")) {
            places.add("id");
        }
        if (name().equals("upsert")) {
            places.add("key");
            places.add("keyValue");
        }
        places.add("idField");
    }

    private String name() {
        return operation.name();
    }

    void check() {
        checkPath();
        checkPlaces();
        checkRecord();
        checkWrite();
        checkUpsert();
        checkQuery();
        checkBelonging();
    }

    private void checkPath() {
        String path = operation.ask().path().toString();
        if (section.text("path").isPresent()
                && (path.startsWith("/")
                        || !PATH.matcher(path).matches()
                        || PATH_STEP.matcher(path).matches())) {
            section.problem("path", "must be relative to baseUrl, without query, fragment and path steps");
        }
    }

    private void checkPlaces() {
        checkPlaces(operation.ask().path(), "path");
        operation.ask().params().forEach(param -> {
            if (param instanceof Param.Filled filled) {
                checkPlaces(filled.template(), "params");
            }
        });
    }

    private void checkPlaces(UrlTemplate template, String field) {
        if (!places.containsAll(template.places())) {
            section.problem(field, "may only hold the places {" + String.join("}, {", places) + "}");
        }
    }

    private void checkRecord() {
        if (!ON_ONE_RECORD.contains(name()) || section.template("path").isEmpty()) {
            return;
        }
        boolean inPath = operation.ask().path().places().contains("id");
        boolean anywhere = operation.ask().places().contains("id");
        if (!anywhere) {
            section.problem(
                    "path",
                    name().equals("read")
                            ? "must hold {id}: without it every record would be meant"
                            : "must hold {id}: without it every record could be hit");
        } else if (!inPath && operation.reply().only().isEmpty()) {
            // A server that ignores the parameter would bring, change or delete every record.
            section.problem(
                    "expectOne", "is needed where {id} is a parameter: it refuses an answer that is about several");
        }
    }

    private void checkWrite() {
        IfMatch ifMatch = operation.ask().ifMatch();
        if (name().equals("update") && operation.ask().method().equals("PUT") && !section.has("mode")) {
            section.problem(
                    "mode",
                    "must be merge or replace for an update by PUT: one that replaces would clear what is not named");
        }
        if (name().equals("update")
                && operation.ask().method().equals("PATCH")
                && ifMatch == IfMatch.NONE
                && operation.ask().path().toString().contains("({id})")) {
            section.warning("ifMatch", "is none: an OData server may create the record that it does not find");
        }
        if (operation.ask().method().equals("GET") && (CHANGING.contains(name()) || name().equals("create"))) {
            section.problem("method", "must not be GET for a " + name() + ": nothing may change by it");
        }
    }

    private void checkUpsert() {
        if (!name().equals("upsert")) {
            return;
        }
        Set<String> held = operation.ask().places();
        boolean byKey = held.contains("keyValue") || held.contains("id") || operation.takes(Param.Source.KEY);
        if (!byKey) {
            section.problem("path", "must hold {keyValue} or {id}, or a param must take { from: key }");
        }
        if (held.contains("keyValue") && held.contains("id")) {
            section.problem("path", "must hold one of {keyValue} and {id}");
        }
    }

    private void checkQuery() {
        long ways = Stream.of(
                        operation.takes(Param.Source.QUERY),
                        operation.ask().denied().isPresent(),
                        operation.ask().query().isPresent())
                .filter(way -> way)
                .count();
        if (name().equals("query") && ways != 1) {
            section.problem(
                    "params", "must take the query once: by a param with { from: query }, by rawParams or by body");
        }
        if (name().equals("list") && ways > 1) {
            section.problem("params", "must take the query once at most");
        }
        operation.ask().query().ifPresent(body -> {
            if (operation.ask().method().equals("GET")) {
                section.problem("body", "does not go with the method GET");
            }
            if (body.asJson() != body.at().text().isEmpty()) {
                section.problem("body", "must be { as: json } for the whole body, or { as: string, at: pointer }");
            }
        });
        operation.paging().ifPresent(paging -> {
            boolean inBody = paging.size().filter(Paging.Slot::inBody).isPresent()
                    || switch (paging.mode()) {
                        case Paging.Mode.ByOffset mode -> mode.slot().inBody();
                        case Paging.Mode.ByNumber mode -> mode.slot().inBody();
                        case Paging.Mode.ByCursor mode -> mode.slot().inBody();
                        case Paging.Mode.ByLastItem mode -> mode.slot().inBody();
                        case Paging.Mode.ByLink _, Paging.Mode.InQuery _ -> false;
                    };
            if (inBody && operation.ask().method().equals("GET")) {
                section.problem("page", "holds a bodyParam, but a GET has no body");
            }
        });
    }

    /** A field that would do nothing where it stands misleads whoever reads it. */
    private void checkBelonging() {
        belongs("rawParams", Set.of("query", "list"));
        belongs("body", Set.of("query", "list"));
        belongs("page", Set.of("query", "list"));
        belongs("total", Set.of("query", "list"));
        belongs("language", Set.of("query", "list"));
        belongs("items", Set.of("query", "list", "describe", "types-list"));
        belongs("wrap", WRITING);
        belongs("mode", Set.of("update"));
        belongs("ifMatch", CHANGING);
        belongs("idempotencyHeader", WRITING);
        belongs("created", Set.of("upsert"));
        belongs("ambiguous", Set.of("upsert"));
        belongs("key", Set.of("upsert"));
        belongs("etag", Set.of("read"));
        belongs("expectOne", ON_ONE_RECORD);
        belongs("name", TELLING);
        belongs("label", TELLING);
        belongs("kind", Set.of("describe"));
        belongs("kinds", Set.of("describe"));
        belongs("choices", Set.of("describe"));
        belongs("refersTo", Set.of("describe"));
        belongs("traits", TELLING);
    }

    private void belongs(String field, Set<String> operations) {
        if (section.has(field) && !operations.contains(name())) {
            section.problem(
                    field,
                    "has no meaning in " + name() + "; it belongs to " + String.join(", ", new TreeSet<>(operations)));
        }
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.enterprisemcp.upstream.generic.Operation.Param;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** Reads the query parameters of one operation. */
final class ParamReader {

    private static final Set<String> QUERYING = Set.of("query", "list");
    private static final Set<String> BRINGING = Set.of("query", "list", "read");

    private final Section operation;
    private final String name;

    ParamReader(Section operation, String name) {
        this.operation = operation;
        this.name = name;
    }

    List<Param> params() {
        List<Param> params = new ArrayList<>();
        operation
                .section("params")
                .ifPresent(all -> all.sectionsByName().forEach((key, spec) -> {
                    if (Stream.of("from", "value", "template").filter(spec::has).count() != 1) {
                        spec.problem("must hold one of from, value, template");
                    }
                    String called = spec.text("name").orElse(key);
                    Optional<UrlTemplate> template = spec.template("template");
                    spec.text("value").ifPresent(value -> params.add(new Param.Constant(called, value)));
                    template.ifPresent(value -> params.add(new Param.Filled(called, value)));
                    source(spec).ifPresent(source -> {
                        boolean repeated = spec.text("style").orElse("csv").equals("repeat");
                        params.add(new Param.From(called, source, repeated));
                    });
                    if (spec.has("style") && !spec.text("from").orElse("").equals("fields")) {
                        spec.problem("style", "belongs to { from: fields }");
                    }
                }));
        return params;
    }

    private Optional<Param.Source> source(Section spec) {
        return spec.text("from").flatMap(word -> {
            Optional<Param.Source> source = Stream.of(Param.Source.values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
            source.filter(found -> !isHadBy(found))
                    .ifPresent(found -> spec.problem("from", "a " + name + " has no " + word + " to take from"));
            return source;
        });
    }

    private boolean isHadBy(Param.Source source) {
        return switch (source) {
            case QUERY, SORT -> QUERYING.contains(name);
            case FIELDS -> BRINGING.contains(name);
            case KEY -> name.equals("upsert");
        };
    }
}

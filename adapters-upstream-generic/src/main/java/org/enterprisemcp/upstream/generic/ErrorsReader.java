package org.enterprisemcp.upstream.generic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enterprisemcp.upstream.rest.OutcomeKind;

/** Reads how the upstream words its errors and says that calls come too fast. */
final class ErrorsReader {

    private final Section root;

    ErrorsReader(Section root) {
        this.root = root;
    }

    /** @param expired what means that a credential has expired, beside the status 401 */
    Errors errors(Optional<ErrorRule.When> expired) {
        List<ErrorRule> rules = new ArrayList<>();
        expired.ifPresent(when -> rules.add(new ErrorRule(when, OutcomeKind.AUTH, false)));
        Optional<Section> section = root.section("errors");
        section.ifPresent(it -> it.sections("map").forEach(rule -> rules.add(rule(rule))));
        return new Errors(
                pointers(section, "code", Errors.USUAL_CODES),
                pointers(section, "message", Errors.USUAL_MESSAGES),
                pointers(section, "detail", List.of()),
                section.flatMap(it -> it.pointer("fields")),
                section.flatMap(it -> LocReader.read(it, "retryHint")),
                root.section("failWhen")
                        .flatMap(fail -> fail.pointer("pointer")
                                .map(pointer -> new Errors.FailWhen(pointer, Set.copyOf(fail.words("in"))))),
                rules);
    }

    private static List<Pointer> pointers(Optional<Section> section, String field, List<Pointer> usual) {
        return section.filter(it -> it.has(field)).map(it -> it.pointers(field)).orElse(usual);
    }

    private static ErrorRule rule(Section section) {
        OutcomeKind kind = section.text("kind")
                .flatMap(word -> Stream.of(OutcomeKind.values())
                        .filter(each -> each.name().equals(word))
                        .findFirst())
                .orElse(OutcomeKind.SERVER);
        return new ErrorRule(when(section), kind, section.flag("retry").orElse(false));
    }

    /** The conditions in the field {@code when} of a section. */
    static ErrorRule.When when(Section section) {
        return section.section("when")
                .map(ErrorsReader::conditions)
                .orElseGet(() -> new ErrorRule.When(Set.of(), Set.of(), Set.of(), Map.of(), ""));
    }

    /** The conditions of a section; it must have some. */
    static ErrorRule.When conditions(Section when) {
        Map<Pointer, Set<String>> body = new LinkedHashMap<>();
        when.section("body")
                .ifPresent(places -> places.names().forEach(place -> {
                    if (Pointer.isPointer(place)) {
                        body.put(new Pointer(place), Set.copyOf(places.words(place)));
                    }
                }));
        ErrorRule.When conditions = new ErrorRule.When(
                when.statuses("status"),
                Set.copyOf(when.words("code")),
                Set.copyOf(when.words("op")),
                body,
                when.text("bodyContains").orElse(""));
        if (conditions.isEmpty()) {
            when.problem("must name a status, a code, an op, a body or a bodyContains; else it would match everything");
        }
        return conditions;
    }

    Throttle throttle() {
        Optional<Section> section = root.section("throttle");
        return new Throttle(
                section.flatMap(it -> time(it, "retryAfter", Throttle.Unit.SECONDS)),
                section.flatMap(it -> time(it, "reset", Throttle.Unit.EPOCH_SECONDS)),
                section.flatMap(it -> LocReader.read(it, "remaining")),
                section.flatMap(it -> LocReader.read(it, "limit")),
                section.flatMap(ErrorsReader::usage));
    }

    private static Optional<Throttle.Time> time(Section section, String field, Throttle.Unit usual) {
        Throttle.Unit unit = section.section(field)
                .flatMap(it -> it.text("unit"))
                .flatMap(word -> Stream.of(Throttle.Unit.values())
                        .filter(each -> each.name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')
                                .equals(word))
                        .findFirst())
                .orElse(usual);
        return LocReader.timed(section, field).map(loc -> new Throttle.Time(loc, unit));
    }

    private static Optional<Throttle.Usage> usage(Section throttle) {
        if (!throttle.has("usage")) {
            return Optional.empty();
        }
        Optional<Section> spec = throttle.section("usage");
        Optional<Pattern> regex = spec.flatMap(it -> it.pattern("regex"));
        Optional<String> header = spec.flatMap(it -> it.text("header"));
        if (header.isEmpty()
                || regex.filter(it -> it.namedGroups().keySet().equals(Set.of("used", "limit")))
                        .isEmpty()) {
            throttle.problem("usage", "must be a header with a regex that has the groups (?<used>) and (?<limit>)");
            return Optional.empty();
        }
        return header.flatMap(name -> regex.map(pattern -> new Throttle.Usage(name, pattern)));
    }
}

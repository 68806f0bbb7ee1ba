package org.enterprisemcp.upstream.generic;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a place in an answer: a pointer, or a mapping with one of body, header and link. */
final class LocReader {

    private LocReader() {}

    static Optional<Loc> read(Section section, String field) {
        section.section(field).filter(spec -> spec.has("unit")).ifPresent(spec -> {
            spec.problem("unit", "belongs to times: throttle.retryAfter and throttle.reset");
        });
        return timed(section, field);
    }

    /** A place whose value may have a unit. */
    static Optional<Loc> timed(Section section, String field) {
        return section.isScalar(field)
                ? section.pointer(field).map(Loc.InBody::new)
                : section.section(field).flatMap(spec -> mapped(spec, 1));
    }

    /** A place; the expression of a header may have two groups. */
    static Optional<Loc> mapped(Section spec, int groups) {
        Optional<Loc> body = spec.pointer("body").map(Loc.InBody::new);
        Optional<Pattern> regex = spec.pattern("regex");
        Optional<Loc> header = spec.text("header").map(name -> new Loc.InHeader(name, regex));
        Optional<Loc> link = spec.text("link").map(Loc.InLink::new);
        Optional<Loc> otherwise = spec.pointer("orBody").map(Loc.InBody::new);
        if (Stream.of("body", "header", "link").filter(spec::has).count() != 1) {
            spec.problem("must hold one of body, header, link");
        }
        regex.ifPresent(pattern -> {
            if (header.isEmpty() || pattern.matcher("").groupCount() != groups) {
                spec.problem(
                        "regex",
                        "belongs to a header and must have exactly "
                                + (groups == 1 ? "one group: what it holds is the value" : groups + " groups"));
            }
        });
        return body.or(() -> header)
                .or(() -> link)
                .map(first -> otherwise
                        .<Loc>map(second -> new Loc.Either(first, second))
                        .orElse(first));
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a place in an answer: a pointer, or a mapping with one of body, header and link. */
final class LocReader {

    private LocReader() {}

    static Optional<Loc> read(Section section, String field) {
        if (!section.has(field) || section.isScalar(field)) {
            return section.pointer(field).map(Loc.InBody::new);
        }
        return section.section(field).flatMap(LocReader::mapped);
    }

    private static Optional<Loc> mapped(Section spec) {
        Optional<Loc> body = spec.pointer("body").map(Loc.InBody::new);
        Optional<Pattern> regex = spec.pattern("regex");
        Optional<Loc> header = spec.text("header").map(name -> new Loc.InHeader(name, regex));
        Optional<Loc> link = spec.text("link").map(Loc.InLink::new);
        Optional<Loc> otherwise = spec.pointer("orBody").map(Loc.InBody::new);
        if ((body.isPresent() ? 1 : 0) + (header.isPresent() ? 1 : 0) + (link.isPresent() ? 1 : 0) != 1) {
            spec.problem("must hold one of body, header, link");
        }
        regex.ifPresent(pattern -> {
            if (header.isEmpty() || pattern.matcher("").groupCount() != 1) {
                spec.problem(
                        "regex", "belongs to a header and must have exactly one group: what it holds is the value");
            }
        });
        spec.refuseTheRest();
        return body.or(() -> header)
                .or(() -> link)
                .map(first -> otherwise
                        .<Loc>map(second -> new Loc.Either(first, second))
                        .orElse(first));
    }
}

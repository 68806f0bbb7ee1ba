package org.enterprisemcp.upstream.generic;

import java.util.Optional;
import java.util.stream.Stream;

/** Reads how an operation hands out pages. */
final class PagingReader {

    private static final int USUAL_MAX = 1_000;

    private final Section operation;
    private final boolean limitInHeader;

    /** @param limitInHeader whether a header of the operation holds the size of a page */
    PagingReader(Section operation, boolean limitInHeader) {
        this.operation = operation;
        this.limitInHeader = limitInHeader;
    }

    Optional<Paging> paging() {
        return operation.section("page").map(page -> {
            Optional<Section> size = page.section("size");
            Optional<Paging.Slot> sizeSlot = size.flatMap(it -> slot(it, !limitInHeader));
            Optional<Integer> defaultSize = size.flatMap(it -> it.integer("default"));
            int max = size.flatMap(it -> it.integer("max")).orElse(Math.max(USUAL_MAX, defaultSize.orElse(1)));
            if (defaultSize.orElse(1) > max) {
                page.problem("size", "has a default larger than max");
            }
            if (limitInHeader && defaultSize.isEmpty()) {
                page.problem("size", "with a default is needed: a header holds {limit}");
            }
            Paging paging = new Paging(
                    mode(page),
                    sizeSlot,
                    defaultSize,
                    max,
                    sizeSlot.isPresent() || limitInHeader,
                    LocReader.read(page, "next"));
            check(page, paging);
            return paging;
        });
    }

    private static Optional<Paging.Slot> slot(Section section, boolean needed) {
        Optional<Paging.Slot> param = section.text("param").map(name -> new Paging.Slot(name, false));
        Optional<Paging.Slot> inBody =
                section.pointer("bodyParam").map(pointer -> new Paging.Slot(pointer.text(), true));
        boolean both = section.has("param") && section.has("bodyParam");
        boolean none = !section.has("param") && !section.has("bodyParam");
        if (both || (needed && none)) {
            section.problem("must hold one of param, bodyParam");
        }
        return param.or(() -> inBody);
    }

    private static Paging.Mode mode(Section page) {
        long modes = Stream.of("cursor", "offset", "number", "lastItem", "inQuery")
                .filter(page::has)
                .count();
        if (modes > 1) {
            page.problem("must hold only one of cursor, offset, number, lastItem, inQuery");
        }
        if (page.flag("inQuery").orElse(false)) {
            return new Paging.Mode.InQuery();
        }
        Optional<Paging.Mode> mode = page.section("offset")
                .flatMap(it -> slot(it, true).<Paging.Mode>map(Paging.Mode.ByOffset::new))
                .or(() -> page.section("number")
                        .flatMap(it -> slot(it, true)
                                .map(slot -> new Paging.Mode.ByNumber(
                                        slot, it.integer("first").orElse(1)))))
                .or(() -> page.section("cursor").flatMap(PagingReader::cursor))
                .or(() -> page.section("lastItem").flatMap(PagingReader::lastItem));
        return mode.orElseGet(Paging.Mode.ByLink::new);
    }

    private static Optional<Paging.Mode> cursor(Section cursor) {
        Optional<Loc> mark = cursor.pointer("body")
                .<Loc>map(Loc.InBody::new)
                .or(() -> cursor.text("header").map(name -> new Loc.InHeader(name, Optional.empty())));
        if (cursor.has("body") == cursor.has("header")) {
            cursor.problem("must hold one of body, header: where the mark of the next page stands");
        }
        return slot(cursor, true).flatMap(slot -> mark.map(place -> new Paging.Mode.ByCursor(place, slot)));
    }

    private static Optional<Paging.Mode> lastItem(Section last) {
        return slot(last, true)
                .flatMap(slot -> last.pointer("pointer")
                        .flatMap(pointer ->
                                last.pointer("more").map(more -> new Paging.Mode.ByLastItem(pointer, more, slot))));
    }

    private void check(Section page, Paging paging) {
        boolean named =
                Stream.of("cursor", "offset", "number", "lastItem", "inQuery").anyMatch(page::has);
        if (!named && paging.next().isEmpty() && !page.has("next")) {
            page.problem("must hold one of next, cursor, offset, number, lastItem, inQuery");
        }
        if (page.has("next") && (page.has("cursor") || page.has("lastItem") || page.has("inQuery"))) {
            page.problem("next", "may stand beside offset and number only");
        }
        if (page.has("number")
                && (paging.size().isEmpty() || paging.defaultSize().isEmpty())) {
            page.problem("size", "with param and default is needed beside number: without it no row has a page");
        }
    }
}

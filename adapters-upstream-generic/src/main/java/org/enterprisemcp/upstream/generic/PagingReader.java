package org.enterprisemcp.upstream.generic;

import java.util.Optional;

/** Reads how an operation hands out pages. */
final class PagingReader {

    private static final int USUAL_MAX = 1_000;
    private static final int LARGEST = 100_000;

    private final Section operation;

    PagingReader(Section operation) {
        this.operation = operation;
    }

    Optional<Paging> paging() {
        return operation.section("page").map(page -> {
            Optional<Section> size = page.section("size");
            Optional<String> sizeParam = size.map(it -> it.requiredText("param"));
            Optional<Integer> defaultSize = size.flatMap(it -> it.integer("default", 1, LARGEST));
            int max = size.flatMap(it -> it.integer("max", 1, LARGEST))
                    .orElse(Math.max(USUAL_MAX, defaultSize.orElse(1)));
            if (defaultSize.orElse(1) > max) {
                page.problem("size", "has a default larger than max");
            }
            size.ifPresent(Section::refuseTheRest);
            Optional<Loc> next = LocReader.read(page, "next");
            Paging paging = new Paging(mode(page), sizeParam, defaultSize, max, next);
            check(page, paging);
            page.refuseTheRest();
            return paging;
        });
    }

    private static Paging.Mode mode(Section page) {
        Optional<Section> offset = page.section("offset");
        Optional<Section> number = page.section("number");
        if (offset.isPresent() && number.isPresent()) {
            page.problem("must hold only one of offset and number");
        }
        Optional<Paging.Mode> byOffset = offset.map(it -> {
            Paging.Mode mode = new Paging.Mode.ByOffset(it.requiredText("param"));
            it.refuseTheRest();
            return mode;
        });
        Optional<Paging.Mode> byNumber = number.map(it -> {
            Paging.Mode mode = new Paging.Mode.ByNumber(
                    it.requiredText("param"), it.integer("first", 0, 1).orElse(1));
            it.refuseTheRest();
            return mode;
        });
        return byOffset.or(() -> byNumber).orElseGet(Paging.Mode.ByLink::new);
    }

    private static void check(Section page, Paging paging) {
        switch (paging.mode()) {
            case Paging.Mode.ByLink _ -> {
                if (paging.next().isEmpty()) {
                    page.problem("must hold one of offset, number, next");
                }
            }
            case Paging.Mode.ByNumber _ -> {
                if (paging.sizeParam().isEmpty() || paging.defaultSize().isEmpty()) {
                    page.problem(
                            "size", "with param and default is needed beside number: without it no row has a page");
                }
            }
            case Paging.Mode.ByOffset _ -> {
                // An offset needs nothing beside it.
            }
        }
    }
}

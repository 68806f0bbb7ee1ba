package org.enterprisemcp.upstream.generic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request says about the page that it wants.
 *
 * @param params parameters by name
 * @param body values by their place in the body
 * @param size how many rows, where that was said
 */
record PageAsk(Map<String, String> params, Map<String, Object> body, OptionalLong size) {

    /** Nothing is said. */
    static PageAsk none() {
        return new PageAsk(Map.of(), Map.of(), OptionalLong.empty());
    }

    /** The same with the size of a page. */
    PageAsk sized(Paging paging, long rows) {
        PageAsk ask = new PageAsk(params, body, OptionalLong.of(rows));
        return paging.size().map(slot -> ask.with(slot, rows)).orElse(ask);
    }

    /** The same with one more number. */
    PageAsk with(Paging.Slot slot, long value) {
        return with(slot, Long.toString(value), value);
    }

    /** The same with one more text. */
    PageAsk with(Paging.Slot slot, String value) {
        return with(slot, value, value);
    }

    private PageAsk with(Paging.Slot slot, String text, Object plain) {
        Map<String, String> others = new LinkedHashMap<>(params);
        Map<String, Object> inBody = new LinkedHashMap<>(body);
        if (slot.inBody()) {
            inBody.put(slot.name(), plain);
        } else {
            others.put(slot.name(), text);
        }
        return new PageAsk(others, inBody, size);
    }

    /** The size, or what stands for it where nobody said it. */
    String sizeOr(Optional<Integer> usual) {
        return size.isPresent()
                ? Long.toString(size.getAsLong())
                : usual.map(String::valueOf).orElse("");
    }
}

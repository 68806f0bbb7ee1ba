package org.enterprisemcp.upstream.netsuite;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/**
 * A place below the root of the REST services, built step by step. Every step and every value is encoded as one; what may become
 * one is checked by {@link RecordNames} before.
 *
 * @param path the encoded path
 * @param parameters the encoded parameters, {@code name=value}
 */
record Place(String path, List<String> parameters) {

    Place {
        parameters = List.copyOf(parameters);
    }

    /** A place by its steps from the root. */
    static Place of(String... steps) {
        return new Place(Arrays.stream(steps).map(Place::encoded).collect(Collectors.joining("/")), List.of());
    }

    /** A step further down. */
    Place then(String... steps) {
        return new Place(path + "/" + of(steps).path, parameters);
    }

    /** The same with one more parameter. */
    Place with(String name, String value) {
        List<String> more = new ArrayList<>(parameters);
        more.add(UrlTemplate.encoded(name) + "=" + UrlTemplate.encoded(value));
        return new Place(path, more);
    }

    /** The same with a window of a list. */
    Place with(PageWindow window) {
        return with("limit", String.valueOf(window.limit())).with("offset", String.valueOf(window.offset()));
    }

    URI below(BaseUrl root) {
        return URI.create(root.value() + path + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters)));
    }

    /** NetSuite's own marks stay readable: {@code eid:X}, {@code !transform}, {@code @approve}. */
    private static String encoded(String step) {
        return UrlTemplate.encoded(step).replace("%3A", ":").replace("%21", "!").replace("%40", "@");
    }
}

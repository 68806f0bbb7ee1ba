package org.enterprisemcp.upstream.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places for values, {@code {name}}, and no other operator: RFC 6570's reserved expansion is the injection hole. Each
 * value is percent-encoded as one segment, whatever it holds.
 */
public final class UrlTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]*)}");
    private static final String UNRESERVED = "-._~";

    private final String text;
    private final List<String> literals = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    /** @throws IllegalArgumentException when a brace is not part of a {@code {name}} */
    public UrlTemplate(String text) {
        this.text = text;
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            literals.add(literal(text.substring(from, place.start())));
            places.add(place.group(1));
            from = place.end();
        }
        literals.add(literal(text.substring(from)));
    }

    /** The names of its places. */
    public Set<String> places() {
        return new LinkedHashSet<>(places);
    }

    /**
     * The text with every place filled and every value encoded.
     *
     * @throws IllegalArgumentException when a place has no value
     */
    public String filledWith(Map<String, String> values) {
        return filled(values, UrlTemplate::encoded);
    }

    /**
     * The text with every place filled by the value as it is: for headers, and for what is encoded as a whole afterwards.
     *
     * @throws IllegalArgumentException when a place has no value
     */
    public String plainlyFilledWith(Map<String, String> values) {
        return filled(values, UnaryOperator.identity());
    }

    private String filled(Map<String, String> values, UnaryOperator<String> written) {
        StringBuilder filled = new StringBuilder(text.length() + 32).append(literals.getFirst());
        for (int i = 0; i < places.size(); i++) {
            String value = values.get(places.get(i));
            if (value == null) {
                throw new IllegalArgumentException("no value for {" + places.get(i) + "}");
            }
            filled.append(written.apply(value)).append(literals.get(i + 1));
        }
        return filled.toString();
    }

    /** A value as one path segment, or as one name or value of a query parameter. */
    public static String encoded(String value) {
        StringBuilder encoded = new StringBuilder(value.length() + 8);
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
            }
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        return text;
    }

    private static String literal(String part) {
        if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
            throw new IllegalArgumentException("a brace is only allowed as part of a {name}");
        }
        return part;
    }
}

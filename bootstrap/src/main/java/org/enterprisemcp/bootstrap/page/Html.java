package org.enterprisemcp.bootstrap.page;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Markup. Text becomes markup by being escaped, or by standing in a template, which is part of this program.
 *
 * @param markup as the browser gets it
 */
record Html(String markup) {

    static final Html NONE = new Html("");

    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");

    /** Characters by which a text is shown in another order than it has. */
    private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    /** A template whose places are filled: with markup as it is, with anything else escaped. */
    static Html of(String template, Map<String, ?> words) {
        return new Html(PLACE.matcher(template).replaceAll(place -> {
            Object word = words.get(place.group(1));
            if (word == null) {
                throw new IllegalArgumentException("nothing for {" + place.group(1) + "}");
            }
            return Matcher.quoteReplacement(word instanceof Html(String markup) ? markup : escaped(word.toString()));
        }));
    }

    static Html all(Collection<Html> parts) {
        return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
    }

    /** Good in elements and in quoted attributes; what turns the direction of the text around is shown as a mark of its own. */
    private static String escaped(String text) {
        return TURNS.matcher(text)
                .replaceAll("\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

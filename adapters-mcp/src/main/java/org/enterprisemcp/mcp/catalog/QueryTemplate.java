package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.mcp.catalog.QueryLiterals.Use;

/**
 * A query with places for values. What stands between the places is the operator's and goes as it is; a value goes in as a literal,
 * so the query means the same whatever an assistant sends.
 */
final class QueryTemplate {

    private static final Pattern MARK =
            Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)(?::(contains|starts|date))?}|\\[\\[|]]|[{}]");
    private static final String BEFORE = "(,=<>|+*/&!^";
    private static final String AFTER = "),=<>|+*-&!";

    private sealed interface Piece {}

    private record Words(String text) implements Piece {}

    private record Place(String argument, Use use) implements Piece {}

    /** Left out as a whole when one of its places has no value. */
    private record Part(List<Piece> pieces, boolean optional) {
        List<Place> places() {
            return pieces.stream()
                    .filter(Place.class::isInstance)
                    .map(Place.class::cast)
                    .toList();
        }
    }

    private final List<Part> parts;
    private final QueryLiterals literals;

    private QueryTemplate(List<Part> parts, QueryLiterals literals) {
        this.parts = parts;
        this.literals = literals;
    }

    /** What is wrong with a query in which no value could be put safely. */
    static final class Unsafe extends Exception {
        Unsafe(String what) {
            super(what, null, false, false);
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads a query.
     *
     * @throws Unsafe when a place stands where a literal cannot stand
     */
    static QueryTemplate of(String text, QueryLiterals literals) throws Unsafe {
        List<Part> parts = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        Quotes quotes = new Quotes(literals);
        boolean inPart = false;
        Matcher mark = MARK.matcher(text);
        int end = 0;
        boolean afterPlace = false;
        while (mark.find()) {
            String words = text.substring(end, mark.start());
            afterPlace = read(words, quotes, pieces, afterPlace);
            end = mark.end();
            String found = mark.group();
            if (quotes.open()) {
                throw new Unsafe(found + " stands in quotes; a place brings its own, so write it without");
            }
            if (found.length() == 2 && found.equals("[[") == inPart) {
                throw new Unsafe("[[ and ]] must come in pairs, and not one in another");
            }
            switch (found) {
                case "[[", "]]" -> {
                    parts.add(new Part(List.copyOf(pieces), inPart));
                    pieces.clear();
                    if (inPart && parts.getLast().places().isEmpty()) {
                        throw new Unsafe("[[ ]] holds no place, so nothing could leave it out");
                    }
                    inPart = !inPart;
                }
                case "{", "}" ->
                    throw new Unsafe("a brace stands alone; places are written {argument}, {argument:contains},"
                            + " {argument:starts} or {argument:date}");
                default -> {
                    if (afterPlace || !quotes.mayFollow()) {
                        throw new Unsafe(
                                found + " must stand by itself: put a blank, a comma, a comparison or an opening"
                                        + " parenthesis before it");
                    }
                    pieces.add(place(mark, literals));
                    afterPlace = literals.quotes();
                    quotes.value();
                }
            }
        }
        read(text.substring(end), quotes, pieces, afterPlace);
        if (inPart) {
            throw new Unsafe("[[ and ]] must come in pairs, and not one in another");
        }
        if (quotes.open()) {
            throw new Unsafe("a quote is left open");
        }
        parts.add(new Part(List.copyOf(pieces), false));
        return new QueryTemplate(List.copyOf(parts), literals);
    }

    private static boolean read(String words, Quotes quotes, List<Piece> pieces, boolean afterPlace) throws Unsafe {
        if (words.isEmpty()) {
            return afterPlace;
        }
        if (afterPlace && !Character.isWhitespace(words.charAt(0)) && AFTER.indexOf(words.charAt(0)) < 0) {
            throw new Unsafe("a place must stand by itself: put a blank, a comma, a comparison or a closing parenthesis"
                    + " behind it, not " + words.charAt(0));
        }
        quotes.read(words);
        pieces.add(new Words(words));
        return false;
    }

    private static Place place(Matcher mark, QueryLiterals literals) throws Unsafe {
        Use use = Optional.ofNullable(mark.group(2))
                .map(name -> Use.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(Use.VALUE);
        if ((use == Use.CONTAINS || use == Use.STARTS) && !literals.hasLike()) {
            throw new Unsafe(mark.group() + " is for LIKE; with literals "
                    + literals.name().toLowerCase(Locale.ROOT) + " write {" + mark.group(1)
                    + "} and the upstream's own way to say contains");
        }
        return new Place(String.valueOf(mark.group(1)), use);
    }

    /** The arguments that have a place. */
    Set<String> arguments() {
        return parts.stream()
                .flatMap(part -> part.places().stream())
                .map(Place::argument)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those of them without which there is no query. */
    Set<String> needed() {
        return parts.stream()
                .filter(part -> !part.optional())
                .flatMap(part -> part.places().stream())
                .map(Place::argument)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The arguments that a place takes for text only. */
    Set<String> texts() {
        return parts.stream()
                .flatMap(part -> part.places().stream())
                .filter(place -> place.use() != Use.VALUE)
                .map(Place::argument)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The query with the values in their places.
     *
     * @throws RecordValidation for a value that has no safe form
     */
    String filled(ObjectNode values) {
        StringBuilder query = new StringBuilder();
        for (Part part : parts) {
            if (!part.optional() || part.places().stream().allMatch(place -> isGiven(values.path(place.argument())))) {
                part.pieces()
                        .forEach(piece -> query.append(
                                switch (piece) {
                                    case Words words -> words.text();
                                    case Place place -> literal(place, values.path(place.argument()));
                                }));
            }
        }
        return query.toString().strip();
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private String literal(Place place, JsonNode value) {
        if (!value.isArray()) {
            return literals.of(place.argument(), value, place.use());
        }
        if (value.isEmpty()) {
            throw new RecordValidation(place.argument(), "must have at least 1 entry");
        }
        List<String> each = new ArrayList<>();
        value.forEach(element -> each.add(literals.of(place.argument(), element, place.use())));
        return String.join(",", each);
    }

    /** Where in the text one is: in quotes or not, and behind which letter. */
    private static final class Quotes {

        private final QueryLiterals literals;
        private char opened;
        private char last;

        Quotes(QueryLiterals literals) {
            this.literals = literals;
        }

        boolean open() {
            return opened != 0;
        }

        boolean mayFollow() {
            return !literals.quotes() || last == 0 || Character.isWhitespace(last) || BEFORE.indexOf(last) >= 0;
        }

        void value() {
            last = '\'';
        }

        void read(String words) throws Unsafe {
            for (int i = 0; i < words.length(); i++) {
                char letter = words.charAt(i);
                if (literals.quotes()) {
                    step(letter, i + 1 < words.length() ? words.charAt(i + 1) : 0);
                    if (open() && letter == '\\' && literals == QueryLiterals.BACKSLASH) {
                        i++;
                    }
                }
                last = letter;
            }
        }

        private void step(char letter, char next) throws Unsafe {
            if (open()) {
                opened = letter == opened ? 0 : opened;
            } else if (letter == '\'' || letter == '"' || letter == '`') {
                opened = letter;
            } else if (!literals.encodes() && ((letter == '-' && next == '-') || (letter == '/' && next == '*'))) {
                throw new Unsafe("comments are not allowed; what follows a place could become one");
            }
        }
    }
}

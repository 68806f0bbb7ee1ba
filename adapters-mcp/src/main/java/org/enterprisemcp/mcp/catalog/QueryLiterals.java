package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;

/**
 * How values are written into queries. A value becomes one literal and nothing else: what could end a literal is escaped, and what
 * some parser somewhere reads as a quote or an escape is refused.
 */
enum QueryLiterals {
    /** {@code 'O''Brien'}. */
    SQL,
    /** <code>'O\'Brien'</code>. */
    BACKSLASH,
    /** {@code 'O''Brien'}, percent-encoded, because the query is part of a URL. */
    ODATA,
    /** Percent-encoded, without quotes. */
    URL;

    private static final int MAX_DIGITS = 40;
    private static final Pattern DATE = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2}))?");

    /** Letters that databases turn into a quote or a backslash where their character set has no other place for them. */
    private static final String LOOK_ALIKES = "\u02bc\uff07\uff02\uff3c";

    /** What the value of a place is for. */
    enum Use {
        VALUE,
        CONTAINS,
        STARTS,
        DATE
    }

    /** Whether text stands in quotes, so that the query around it must be read with quotes in mind. */
    boolean quotes() {
        return this != URL;
    }

    /** Whether the query is part of a URL. */
    boolean encodes() {
        return this == ODATA || this == URL;
    }

    /** Whether it knows patterns. */
    boolean hasLike() {
        return this == SQL || this == BACKSLASH;
    }

    /**
     * A value as a literal.
     *
     * @param argument where it comes from
     * @throws RecordValidation for a value that has no safe form
     */
    String of(String argument, JsonNode value, Use use) {
        String literal = switch (value.getNodeType()) {
            case NUMBER -> number(argument, value.decimalValue());
            case BOOLEAN -> value.asText();
            default -> text(argument, value.asText(), use);
        };
        return encodes() ? URLEncoder.encode(literal, StandardCharsets.UTF_8).replace("+", "%20") : literal;
    }

    private String text(String argument, String text, Use use) {
        if (text.codePoints().anyMatch(QueryLiterals::isControl)) {
            throw new RecordValidation(argument, "must not hold control characters or line breaks");
        }
        return switch (use) {
            case VALUE -> quoted(argument, text);
            case CONTAINS -> quoted(argument, "%" + withoutWildcard(argument, text) + "%");
            case STARTS -> quoted(argument, withoutWildcard(argument, text) + "%");
            case DATE -> {
                if (!DATE.matcher(text).matches()) {
                    throw new RecordValidation(argument, "must be a date, 2026-01-31, or a time, 2026-01-31T08:00:00Z");
                }
                yield text;
            }
        };
    }

    private String quoted(String argument, String text) {
        if (quotes() && text.chars().anyMatch(letter -> LOOK_ALIKES.indexOf(letter) >= 0)) {
            throw new RecordValidation(argument, "must not hold full-width or modifier quotes; write ' or \"");
        }
        return switch (this) {
            case SQL, ODATA -> {
                // Some dialects take it for an escape, others for itself.
                if (text.indexOf('\\') >= 0) {
                    throw new RecordValidation(argument, "must not hold a backslash");
                }
                yield "'" + text.replace("'", "''") + "'";
            }
            case BACKSLASH ->
                "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\"", "\\\"") + "'";
            case URL -> text;
        };
    }

    private static String withoutWildcard(String argument, String text) {
        if (text.indexOf('%') >= 0) {
            throw new RecordValidation(argument, "must not hold a percent sign; give a part of the text itself");
        }
        return text;
    }

    private static String number(String argument, BigDecimal number) {
        if (number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
            throw new RecordValidation(argument, "must be a number of at most " + MAX_DIGITS + " digits");
        }
        return number.toPlainString();
    }

    private static boolean isControl(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || codePoint == 0x2028
                || codePoint == 0x2029;
    }
}

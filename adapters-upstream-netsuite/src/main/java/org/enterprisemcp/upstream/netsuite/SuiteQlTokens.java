package org.enterprisemcp.upstream.netsuite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A query cut into words, so that nobody takes a word in a string or a comment for one of the language. Comments and blanks are left
 * out; what is not closed reaches to the end.
 */
final class SuiteQlTokens {

    private SuiteQlTokens() {}

    /** What a token is. */
    enum Kind {
        WORD,
        NUMBER,
        STRING,
        /** A name in double quotes. */
        QUOTED_NAME,
        SYMBOL
    }

    /**
     * A token.
     *
     * @param kind what it is
     * @param text it as it was written
     * @param at where it begins
     */
    record Token(Kind kind, String text, int at) {
        /** Whether it is this word of the language, in any case. */
        boolean is(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }

        boolean isSymbol(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        int end() {
            return at + text.length();
        }

        String upper() {
            return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text;
        }
    }

    /** The tokens of a query. */
    static List<Token> of(String query) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < query.length()) {
            int end = endOfBlank(query, at);
            if (end > at) {
                at = end;
                continue;
            }
            Token token = next(query, at);
            tokens.add(token);
            at = token.end();
        }
        return tokens;
    }

    private static int endOfBlank(String query, int at) {
        if (Character.isWhitespace(query.charAt(at))) {
            return at + 1;
        }
        if (query.startsWith("--", at)) {
            int end = query.indexOf('\n', at);
            return end < 0 ? query.length() : end + 1;
        }
        if (query.startsWith("/*", at)) {
            int end = query.indexOf("*/", at + 2);
            return end < 0 ? query.length() : end + 2;
        }
        return at;
    }

    private static Token next(String query, int at) {
        char c = query.charAt(at);
        if (c == '\'') {
            return new Token(Kind.STRING, query.substring(at, endOfQuoted(query, at, '\'')), at);
        }
        if (c == '"') {
            return new Token(Kind.QUOTED_NAME, query.substring(at, endOfQuoted(query, at, '"')), at);
        }
        if (Character.isDigit(c)) {
            return new Token(Kind.NUMBER, query.substring(at, endOf(query, at)), at);
        }
        if (Character.isLetter(c) || c == '_') {
            return new Token(Kind.WORD, query.substring(at, endOf(query, at)), at);
        }
        boolean pair = query.startsWith("||", at)
                || query.startsWith("<=", at)
                || query.startsWith(">=", at)
                || query.startsWith("<>", at)
                || query.startsWith("!=", at);
        return new Token(Kind.SYMBOL, query.substring(at, at + (pair ? 2 : 1)), at);
    }

    private static int endOf(String query, int at) {
        int end = at;
        while (end < query.length()
                && (Character.isLetterOrDigit(query.charAt(end))
                        || query.charAt(end) == '_'
                        || query.charAt(end) == '$'
                        || query.charAt(end) == '#')) {
            end++;
        }
        return end;
    }

    /** A doubled quote stands for one and does not end the text. */
    private static int endOfQuoted(String query, int at, char quote) {
        int end = at + 1;
        while (end < query.length()) {
            if (query.charAt(end) == quote) {
                if (end + 1 < query.length() && query.charAt(end + 1) == quote) {
                    end++;
                } else {
                    return end + 1;
                }
            }
            end++;
        }
        return query.length();
    }
}

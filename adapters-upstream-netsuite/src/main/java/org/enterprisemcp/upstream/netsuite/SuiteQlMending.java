package org.enterprisemcp.upstream.netsuite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Kind;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Token;

/** Mends what can be mended without guessing: each token is kept or replaced by the one that was surely meant. */
final class SuiteQlMending {

    /** Functions whose arguments stay as they are under the new name. */
    private static final Map<String, String> SAME_ARGUMENTS = Map.of(
            "CEILING", "CEIL", "CHAR_LENGTH", "LENGTH", "LCASE", "LOWER", "UCASE", "UPPER", "SUBSTRING", "SUBSTR");

    private SuiteQlMending() {}

    static String mended(String query, List<Token> tokens) {
        StringBuilder mended = new StringBuilder(query.length());
        int written = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Optional<Replacement> replacement = replacement(tokens, i);
            mended.append(query, written, token.at());
            mended.append(replacement.map(Replacement::text).orElse(token.text()));
            i += replacement.map(Replacement::alsoReplaced).orElse(0);
            written = tokens.get(i).end();
        }
        mended.append(query, written, query.length());
        return mended.toString().stripTrailing();
    }

    /** LIMIT n OFFSET m, or LIMIT m, n: what becomes of m nobody knows. */
    private static boolean hasOffset(List<Token> tokens, int limit) {
        return limit + 2 < tokens.size()
                && (tokens.get(limit + 2).is("OFFSET") || tokens.get(limit + 2).isSymbol(","));
    }

    private record Replacement(String text, int alsoReplaced) {}

    private static Optional<Replacement> replacement(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        Optional<Token> next = i + 1 < tokens.size() ? Optional.of(tokens.get(i + 1)) : Optional.empty();
        if (token.is("LIMIT") && next.filter(it -> it.kind() == Kind.NUMBER).isPresent() && !hasOffset(tokens, i)) {
            return Optional.of(new Replacement("FETCH FIRST " + next.get().text() + " ROWS ONLY", 1));
        }
        if (token.isSymbol(";") && tokens.subList(i, tokens.size()).stream().allMatch(it -> it.isSymbol(";"))) {
            return Optional.of(new Replacement("", 0));
        }
        if (token.is("INTERNALID") && !(i > 0 && tokens.get(i - 1).is("AS"))) {
            return Optional.of(new Replacement("id", 0));
        }
        if (token.is("CURRENT_DATE")) {
            return Optional.of(new Replacement("TRUNC(SYSDATE)", 0));
        }
        if (token.kind() == Kind.WORD && next.filter(it -> it.isSymbol("(")).isPresent()) {
            return Optional.ofNullable(SAME_ARGUMENTS.get(token.upper())).map(name -> new Replacement(name, 0));
        }
        return Optional.empty();
    }
}

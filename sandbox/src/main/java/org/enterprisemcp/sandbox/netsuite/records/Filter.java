package org.enterprisemcp.sandbox.netsuite.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.sandbox.netsuite.books.Column;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;

/**
 * The {@code q} language of collections, turned into a condition of SQL: {@code field OP value}, AND before OR, parentheses
 * (netsuite.md, 1.6).
 */
final class Filter {

    private static final int MOST_TOKENS = 2_000;

    private final RecordType type;
    private final List<Token> tokens;
    private final List<Object> values = new ArrayList<>();
    private int at;

    private Filter(RecordType type, List<Token> tokens) {
        this.type = type;
        this.tokens = tokens;
    }

    /**
     * What a filter amounts to.
     *
     * @param sql a condition with question marks
     * @param values what they stand for
     */
    record Condition(String sql, List<Object> values) {}

    private record Token(String text, boolean quoted) {
        boolean is(String word) {
            return !quoted && text.equalsIgnoreCase(word);
        }
    }

    static Condition parse(RecordType type, String q) {
        Filter filter = new Filter(type, tokens(q));
        String sql = filter.either();
        if (filter.at < filter.tokens.size()) {
            throw filter.refusal("unexpected '" + filter.tokens.get(filter.at).text() + "'");
        }
        return new Condition(sql, filter.values);
    }

    private static List<Token> tokens(String q) {
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < q.length()) {
            char c = q.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if ("()[],".indexOf(c) >= 0) {
                tokens.add(new Token(String.valueOf(c), false));
                i++;
            } else if (c == '"') {
                int end = q.indexOf('"', i + 1);
                if (end < 0) {
                    throw Refused.parameter("q", "Invalid query parameter: a quotation mark is not closed.");
                }
                tokens.add(new Token(q.substring(i + 1, end), true));
                i = end + 1;
            } else {
                int start = i;
                while (i < q.length() && !Character.isWhitespace(q.charAt(i)) && "()[],\"".indexOf(q.charAt(i)) < 0) {
                    i++;
                }
                tokens.add(new Token(q.substring(start, i), false));
            }
            if (tokens.size() > MOST_TOKENS) {
                throw Refused.parameter("q", "Invalid query parameter: the filter is too long.");
            }
        }
        return tokens;
    }

    private String either() {
        StringBuilder sql = new StringBuilder(both());
        while (peek("OR")) {
            at++;
            sql.append(" OR ").append(both());
        }
        return sql.toString();
    }

    private String both() {
        StringBuilder sql = new StringBuilder(one());
        while (peek("AND")) {
            at++;
            sql.append(" AND ").append(one());
        }
        return sql.toString();
    }

    private String one() {
        if (peek("(")) {
            at++;
            String inner = either();
            expect(")");
            return "(" + inner + ")";
        }
        String name = next("a field name").text();
        Operator operator = Operator.parse(next("an operator").text())
                .orElseThrow(
                        () -> refusal("unknown operator '" + tokens.get(at - 1).text() + "'"));
        return operator.condition(column(name), operands(operator), values);
    }

    private Column column(String name) {
        if (name.equalsIgnoreCase("id")) {
            return type.table().key();
        }
        Optional<Field> field = type.field(name);
        if (field.isEmpty() || !field.get().filterable()) {
            throw Refused.parameter(
                    "q",
                    "Invalid query parameter: record type '" + type.name() + "' has no field '" + name
                            + "' to filter by.");
        }
        return field.get().column();
    }

    private List<String> operands(Operator operator) {
        return switch (operator.arity()) {
            case NONE -> List.of();
            case ONE -> List.of(single());
            case TWO -> {
                List<String> list = list();
                if (list.size() != 2) {
                    throw refusal(operator.word() + " takes two values, [a, b]");
                }
                yield list;
            }
            case MANY -> list();
        };
    }

    private String single() {
        Token value = next("a value");
        if (!value.quoted() && "()[],".contains(value.text())) {
            throw refusal("a value is missing before '" + value.text() + "'");
        }
        return value.text();
    }

    private List<String> list() {
        if (!peek("[")) {
            return List.of(single());
        }
        at++;
        List<String> list = new ArrayList<>();
        do {
            list.add(single());
        } while (takeComma());
        expect("]");
        return list;
    }

    private boolean takeComma() {
        boolean comma = peek(",");
        at += comma ? 1 : 0;
        return comma;
    }

    private boolean peek(String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }

    private Token next(String what) {
        if (at == tokens.size()) {
            throw refusal(what + " is missing at the end");
        }
        return tokens.get(at++);
    }

    private void expect(String word) {
        if (!peek(word)) {
            throw refusal("'" + word + "' is missing");
        }
        at++;
    }

    private Refused refusal(String why) {
        return Refused.parameter("q", "Invalid query parameter: " + why + ".");
    }
}

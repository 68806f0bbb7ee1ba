package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL for H2 while it is being written. Parameters keep their place in the query that was asked: rewriting may change their
 * order, and repeat them.
 */
final class SqlText {

    private final StringBuilder text = new StringBuilder();
    private final List<Integer> parameters = new ArrayList<>();

    static SqlText of(String sql) {
        return new SqlText().add(sql);
    }

    SqlText add(String sql) {
        text.append(sql);
        return this;
    }

    SqlText add(SqlText more) {
        text.append(more.text);
        parameters.addAll(more.parameters);
        return this;
    }

    /** A name as it is, whatever it is made of. */
    SqlText name(String name) {
        text.append('"').append(name.replace("\"", "\"\"")).append('"');
        return this;
    }

    SqlText literal(String value) {
        text.append('\'').append(value.replace("'", "''")).append('\'');
        return this;
    }

    /** @param place its place in the query that was asked, from 1 */
    SqlText parameter(int place) {
        text.append('?');
        parameters.add(place);
        return this;
    }

    /** The places of the parameters, in the order in which this text has them. */
    List<Integer> parameters() {
        return List.copyOf(parameters);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static SqlText joined(String separator, List<SqlText> parts) {
        SqlText all = new SqlText();
        for (int i = 0; i < parts.size(); i++) {
            all.add(i == 0 ? "" : separator).add(parts.get(i));
        }
        return all;
    }
}

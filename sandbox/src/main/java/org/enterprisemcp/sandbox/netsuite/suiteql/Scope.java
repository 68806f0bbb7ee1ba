package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.sf.jsqlparser.schema.Column;
import org.enterprisemcp.sandbox.netsuite.suiteql.Catalog.Field;

/** The names that an expression may use: the tables of its select, then those of the selects around it. */
final class Scope {

    private final List<Source> sources = new ArrayList<>();
    private final Optional<Scope> outer;
    private final Map<String, Found> merged = new HashMap<>();

    Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    /**
     * A table or a select in a FROM.
     *
     * @param alias the name it goes by in this query, as it was written; empty if it has none
     * @param table the table's name; the alias of a select
     * @param columns its columns by their names in lower case
     */
    record Source(String alias, String table, Map<String, Field> columns) {

        SqlText column(String name) {
            SqlText text = new SqlText();
            if (!alias.isEmpty()) {
                text.name(alias).add(".");
            }
            return text.name(name);
        }
    }

    /**
     * A column and where it was found.
     *
     * @param name its name there; a select may call a column by another one
     */
    record Found(Source source, String name, Field field) {

        SqlText text() {
            return source.column(name);
        }
    }

    void add(Source source) {
        sources.add(source);
    }

    /**
     * From here on the name without an alias, which two tables have, is a column of a USING.
     *
     * @param right whether every row of the second table is answered, so that its column is the one to read
     * @throws Refused if it is not a column of both tables
     */
    String merge(Column column, boolean right) {
        String name = lower(unquoted(column.getColumnName()));
        List<Found> found = all(name);
        if (found.size() < 2) {
            throw unknown(column);
        }
        if (right) {
            merged.put(name, found.getLast());
        } else {
            merged.putIfAbsent(name, found.getFirst());
        }
        return name;
    }

    List<Source> sources() {
        return List.copyOf(sources);
    }

    /**
     * The column of that name.
     *
     * @throws Refused if there is none
     */
    Found require(Column column) {
        return find(column).orElseThrow(() -> unknown(column));
    }

    /**
     * The column of that name, if there is one.
     *
     * @throws Refused if it could be a column of two tables
     */
    Optional<Found> find(Column column) {
        String name = lower(unquoted(column.getColumnName()));
        Optional<Found> here = qualifier(column).isEmpty() ? unqualified(name) : qualified(qualifier(column), name);
        return here.or(() -> outer.flatMap(around -> around.find(column)));
    }

    /** The source that goes by that name. */
    Optional<Source> source(String alias) {
        return sources.stream()
                .filter(source -> source.alias().equalsIgnoreCase(alias))
                .findFirst();
    }

    Refused unknown(Column column) {
        boolean known = qualifier(column).isEmpty() || knows(qualifier(column));
        return Refused.unknownIdentifier(
                lower(known ? unquoted(column.getColumnName()) : qualifier(column)), identifiers());
    }

    private Map<String, String> identifiers() {
        Map<String, String> all = new LinkedHashMap<>();
        sources.forEach(source -> all.put(lower(source.alias()), lower(source.table())));
        return all;
    }

    private boolean knows(String alias) {
        return source(alias).isPresent()
                || outer.map(around -> around.knows(alias)).orElse(false);
    }

    private Optional<Found> qualified(String alias, String name) {
        return source(alias).flatMap(source -> in(source, name));
    }

    private Optional<Found> unqualified(String name) {
        Found joined = merged.get(name);
        if (joined != null) {
            return Optional.of(joined);
        }
        List<Found> found = all(name);
        if (found.size() > 1) {
            // Two tables have it, and nothing says which of them is meant.
            throw Refused.unsupported();
        }
        return found.stream().findFirst();
    }

    private List<Found> all(String name) {
        return sources.stream().flatMap(source -> in(source, name).stream()).toList();
    }

    private static Optional<Found> in(Source source, String name) {
        return Optional.ofNullable(source.columns().get(name)).map(field -> new Found(source, name, field));
    }

    /** The name before the dot; empty if there is none. */
    static String qualifier(Column column) {
        return column.getTable() == null || column.getTable().getName() == null
                ? ""
                : unquoted(column.getTable().getFullyQualifiedName());
    }

    static String unquoted(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

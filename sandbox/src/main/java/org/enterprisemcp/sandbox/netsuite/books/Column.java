package org.enterprisemcp.sandbox.netsuite.books;

import java.util.Locale;

/**
 * A column of a table that SuiteQL sees.
 *
 * @param name its name, in lower case
 * @param kind what it holds
 * @param target the table that a {@link Kind#REF} points to, the list that an {@link Kind#ENUM} takes its values from; else empty
 * @param indexed whether look-ups go through it
 */
public record Column(String name, Kind kind, String target, boolean indexed) {

    /** What a column holds, and how H2 keeps it. */
    public enum Kind {
        ID("BIGINT PRIMARY KEY"),
        TEXT("VARCHAR(300)"),
        LONG("VARCHAR(4000)"),
        INTEGER("BIGINT"),
        NUMBER("DECIMAL(20,4)"),
        /** {@code 'T'} or {@code 'F'}, never null. */
        FLAG("CHAR(1) DEFAULT 'F' NOT NULL"),
        DATE("DATE"),
        /** A moment in UTC, to the second. */
        TIME("TIMESTAMP(0)"),
        /** The id of a row of another table. */
        REF("BIGINT"),
        /** A code of an enumeration. */
        ENUM("VARCHAR(40)");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }
    }

    String definition() {
        return name + " " + kind.sql;
    }

    /** Reads {@code NAME TYPE [TARGET] [indexed]}. */
    static Column parse(String line) {
        String[] words = line.split(" ", -1);
        Kind kind = Kind.valueOf(words[1].toUpperCase(Locale.ROOT));
        boolean indexed = words[words.length - 1].equals("indexed");
        boolean pointed = kind == Kind.REF || kind == Kind.ENUM;
        return new Column(words[0], kind, pointed ? words[2] : "", indexed);
    }
}

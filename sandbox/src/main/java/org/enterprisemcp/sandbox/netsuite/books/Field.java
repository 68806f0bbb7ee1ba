package org.enterprisemcp.sandbox.netsuite.books;

import java.util.Set;

/**
 * A field of a record, a line or a subrecord.
 *
 * @param name its name in JSON, in camel case
 * @param column where it is kept
 * @param label how people call it
 * @param target the record type that a reference leads to; empty if it is no reference, or leads to no record type
 * @param flags {@code required}, {@code readonly}, {@code signed}, {@code unfiltered}, {@code unkept}
 */
public record Field(String name, Column column, String label, String target, Set<String> flags) {

    /** Whether a record cannot be without it. */
    public boolean required() {
        return flags.contains("required");
    }

    /** Whether it follows from other fields; a value sent for it is not kept. */
    public boolean readOnly() {
        return flags.contains("readonly");
    }

    /** Whether the ledger keeps it with a sign that people do not see. */
    public boolean signed() {
        return flags.contains("signed");
    }

    /** Whether a list can be filtered by it. */
    public boolean filterable() {
        return !flags.contains("unfiltered");
    }

    /** Whether it is a switch that says whether a line is there at all, and is kept nowhere. */
    public boolean unkept() {
        return flags.contains("unkept");
    }

    /** Whether the account, not NetSuite, defined it. */
    public boolean custom() {
        return name.startsWith("cust") && name.contains("_");
    }
}

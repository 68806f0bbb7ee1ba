package org.enterprisemcp.domain.token;

import java.util.Objects;
import java.util.Set;

/**
 * One permission that a caller was given, as OAuth names it (RFC 6749 section 3.3).
 *
 * @param value a scope token: printable ASCII without blank, quote and backslash
 */
public record Scope(String value) {

    /** Reading records and running queries. */
    public static final Scope READ = new Scope("mcp:read");

    /** Creating and changing records. */
    public static final Scope WRITE = new Scope("mcp:write");

    /** Deleting records. */
    public static final Scope DELETE = new Scope("mcp:delete");

    /** All that a caller may be allowed here. */
    public static final Set<Scope> ALL = Set.of(READ, WRITE, DELETE);

    public Scope {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty() || !value.chars().allMatch(Scope::isScopeChar)) {
            throw new IllegalArgumentException("not a scope token");
        }
    }

    private static boolean isScopeChar(int c) {
        return c > 0x20 && c < 0x7f && c != '"' && c != '\\';
    }

    /** Written out: the one that the compiler makes is linked at run time, and the first such link is a part of every start. */
    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.enterprisemcp.domain.metadata;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A field of a record type.
 *
 * @param name its name in payloads
 * @param kind what it holds: {@code string}, {@code integer}, {@code number}, {@code boolean}, {@code date}, {@code date-time},
 *     {@code reference}, {@code enum}, {@code sublist}, {@code object}
 * @param label its name for people; empty where the upstream has none
 * @param traits what is special about it
 * @param choices the values of an enum, may be empty
 * @param refersTo the record type that a reference points to, where known
 */
public record FieldDescription(
        String name, String kind, String label, Set<Trait> traits, List<String> choices, Optional<String> refersTo) {

    public FieldDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(label, "label");
        traits = Set.copyOf(traits);
        choices = List.copyOf(choices);
        Objects.requireNonNull(refersTo, "refersTo");
    }

    /** A field of which only name and kind are known. */
    public static FieldDescription of(String name, String kind) {
        return new FieldDescription(name, kind, "", EnumSet.noneOf(Trait.class), List.of(), Optional.empty());
    }

    /** What can be special about a field. */
    public enum Trait {
        /** A record cannot be created without it. */
        REQUIRED,
        /** It may be cleared. */
        NULLABLE,
        /** The upstream sets it; a value that is sent is refused or ignored. */
        READ_ONLY,
        /** This account made it up. */
        CUSTOM,
        /** Searches can filter by it. */
        FILTERABLE
    }
}

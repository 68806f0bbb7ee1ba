package org.enterprisemcp.upstream.generic;

import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.metadata.FieldDescription.Trait;

/**
 * How an element of a list of types or fields says what it is.
 *
 * @param name its name; empty where the list is an object whose names they are
 * @param label its name for people
 * @param kind what a field holds, in the upstream's words
 * @param kinds our words for the upstream's
 * @param choices where the values of an enum stand, as texts or as objects with a value
 * @param refersTo the type that a reference points to
 * @param traits what is special about it, and how that is told
 */
record Columns(
        Optional<Pointer> name,
        Optional<Pointer> label,
        Optional<Pointer> kind,
        Map<String, String> kinds,
        Optional<Pointer> choices,
        Optional<Pointer> refersTo,
        Map<Trait, Sign> traits) {

    /** A value by which a trait is told. */
    record Sign(Pointer pointer, String is) {}
}

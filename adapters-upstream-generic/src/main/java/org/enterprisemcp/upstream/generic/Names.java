package org.enterprisemcp.upstream.generic;

import java.util.Map;
import java.util.Set;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.upstream.rest.AllowedNames;

/**
 * The names that may become part of a request.
 *
 * @param ids record ids
 * @param keys values of keys that upserts find records by
 * @param style how ids stand in a URL
 * @param types record types by their form
 * @param allowed the record types that there are; empty for all of that form
 * @param denied record types that nobody may call
 * @param idField the field that holds a record's id
 * @param idFields the same for types where it is another one
 */
record Names(
        AllowedNames ids,
        AllowedNames keys,
        Style style,
        AllowedNames types,
        Set<String> allowed,
        Set<String> denied,
        String idField,
        Map<String, String> idFields) {

    enum Style {
        /** A path segment. */
        SEGMENT,
        /** A key in brackets, in which a quote is doubled. */
        ODATA_KEY,
        /** No part of the path: a value of a parameter. */
        NONE
    }

    /** The id as it goes into a URL. */
    String id(String id) {
        return quoted(ids.check(id));
    }

    /** The value of a key as it goes into a URL. */
    String key(String value) {
        return quoted(keys.check(value));
    }

    private String quoted(String value) {
        return style == Style.ODATA_KEY ? value.replace("'", "''") : value;
    }

    /** The record type, if it may be called. */
    String type(String type) {
        types.check(type);
        if (!isOpen(type)) {
            throw new RecordValidation("record_type", "is not among the record types that this server lets be called");
        }
        return type;
    }

    /** Whether a record type may be called. */
    boolean allowsType(String type) {
        return types.allows(type) && isOpen(type);
    }

    private boolean isOpen(String type) {
        return !denied.contains(type) && (allowed.isEmpty() || allowed.contains(type));
    }

    /** The field that holds the id of records of a type. */
    String idField(String type) {
        return idFields.getOrDefault(type, idField);
    }
}

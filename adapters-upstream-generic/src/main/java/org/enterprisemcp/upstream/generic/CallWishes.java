package org.enterprisemcp.upstream.generic;

import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.port.CallOptions;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;

/**
 * What a call is about, as far as its request must say it. Nothing here is checked yet.
 *
 * @param type the record type
 * @param id the record
 * @param query a text in the upstream's query language
 * @param fields the fields to bring
 * @param sort how to sort
 * @param key the field that an upsert finds records by
 * @param keyValue what that field holds
 */
record CallWishes(
        Optional<RecordType> type,
        Optional<RecordId> id,
        Optional<String> query,
        List<String> fields,
        Optional<String> sort,
        Optional<String> key,
        Optional<String> keyValue) {

    /** The names of options that a guide offers and calls are read by. */
    static final String FIELDS = "fields";

    static final String SORT = "sort";
    static final String ETAG = "etag";
    static final String REPLACE = "replace";
    static final String KEY_FIELD = "key_field";
    static final String RECORD_TYPE = "record_type";

    private static final CallWishes NONE = new CallWishes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    static CallWishes none() {
        return NONE;
    }

    static CallWishes about(RecordType type) {
        return new CallWishes(
                Optional.of(type),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static CallWishes about(RecordType type, RecordId id) {
        return new CallWishes(
                Optional.of(type),
                Optional.of(id),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What a query wants, its further wishes among the call's options. */
    static CallWishes query(String text, CallOptions options) {
        return new CallWishes(
                options.text(RECORD_TYPE).map(RecordType::new),
                Optional.empty(),
                Optional.of(text),
                options.texts(FIELDS),
                options.text(SORT),
                Optional.empty(),
                Optional.empty());
    }

    CallWishes bringing(List<String> others) {
        return new CallWishes(type, id, query, others, sort, key, keyValue);
    }
}

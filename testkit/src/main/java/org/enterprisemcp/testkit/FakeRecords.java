package org.enterprisemcp.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.RecordException.RecordNotFound;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.error.UpstreamException.NotFound;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;

/** The records of a fake upstream, in the order of their creation, and the names that it allows. */
final class FakeRecords {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private final Map<String, UpstreamRecord> stored = new LinkedHashMap<>();
    private Set<String> known = Set.of();
    private int lastId;

    synchronized void knowOnly(Set<String> types) {
        known = Set.copyOf(types);
    }

    /** The record types that are known; empty where every name is one. */
    synchronized Set<String> known() {
        return known;
    }

    /** Refuses what an adapter would refuse before it builds a URL. */
    static void check(RecordType type) {
        check("record_type", type.value(), TYPE);
    }

    static void check(RecordType type, RecordId id) {
        check(type);
        check("record_id", id.value(), ID);
    }

    static void check(String field, String name, Pattern allowed) {
        if (!allowed.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new RecordValidation(field, "must match " + allowed);
        }
    }

    synchronized UpstreamRecord create(RecordType type, Fields payload) {
        requireKnown(type.value());
        return put(new UpstreamRecord(type, new RecordId(String.valueOf(++lastId)), payload));
    }

    synchronized UpstreamRecord get(RecordType type, RecordId id) {
        UpstreamRecord record = stored.get(key(type, id));
        if (record == null) {
            throw new RecordNotFound(type.value(), id.value(), CallFacts.answered(404, 1));
        }
        return record;
    }

    synchronized UpstreamRecord update(RecordType type, RecordId id, Fields updates) {
        Map<String, Object> merged = new LinkedHashMap<>(get(type, id).fields().values());
        merged.putAll(updates.values());
        merged.values().removeIf(Objects::isNull);
        return put(new UpstreamRecord(type, id, new Fields(merged)));
    }

    synchronized void delete(RecordType type, RecordId id) {
        stored.remove(key(type, get(type, id).id()));
    }

    synchronized List<UpstreamRecord> all(String type) {
        requireKnown(type);
        return stored.values().stream()
                .filter(record -> record.type().value().equals(type))
                .toList();
    }

    private void requireKnown(String type) {
        if (!known.isEmpty() && !known.contains(type)) {
            throw new NotFound("There is no record type " + type + ".", CallFacts.answered(404, 1));
        }
    }

    private UpstreamRecord put(UpstreamRecord record) {
        stored.put(key(record.type(), record.id()), record);
        return record;
    }

    private static String key(RecordType type, RecordId id) {
        return type + "/" + id;
    }
}

package org.enterprisemcp.upstream.netsuite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.port.CallOptions;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.port.RecordUpserts;
import org.enterprisemcp.domain.record.DeletedRecord;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.RetrySafety;
import org.jspecify.annotations.Nullable;

/** The record service. */
final class NetSuiteRecords implements RecordStore, RecordUpserts {

    private static final String EXTERNAL_ID = "externalId";

    private final SuiteTalk suiteTalk;

    NetSuiteRecords(SuiteTalk suiteTalk) {
        this.suiteTalk = suiteTalk;
    }

    @Override
    public Answer<WrittenRecord> create(CallScope scope, RecordDraft draft) {
        Optional<String> externalId = scope.options().text(NetSuiteOptions.EXTERNAL_ID);
        externalId.ifPresent(RecordNames::external);
        RestRequest request = SuiteTalk.write(
                        scope, "create", RetrySafety.CREATE, "POST", SuiteTalk.records(draft.type()))
                .about(draft.type())
                .withBody(externalId
                        .map(id -> draft.payload().with(EXTERNAL_ID, id))
                        .orElse(draft.payload()));
        if (scope.options().flag(NetSuiteOptions.DRY_RUN)) {
            return dryRun(scope, SuiteTalk.dryRun(request, MediaTypes.CREATE_FORM), draft.type(), Optional.empty());
        }
        RestAnswer answer = suiteTalk.call(scope, request);
        Optional<RecordId> id = WrittenAnswers.id(answer)
                .or(() -> externalId.map(RecordNames::external).map(RecordId::new));
        return new Answer<>(new WrittenRecord(draft.type(), id, Optional.empty()), answer.facts());
    }

    @Override
    public Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id) {
        CallOptions options = scope.options();
        Place place = SuiteTalk.record(type, id);
        List<String> fields = options.texts(NetSuiteOptions.FIELDS);
        if (!fields.isEmpty()) {
            fields.forEach(field -> RecordNames.word(NetSuiteOptions.FIELDS, field));
            place = place.with("fields", String.join(",", fields));
        }
        if (options.flag(NetSuiteOptions.EXPAND_SUB_RESOURCES)) {
            place = place.with("expandSubResources", "true");
        }
        if (options.flag(NetSuiteOptions.SIMPLE_ENUMS, true)) {
            place = place.with("simpleEnumFormat", "true");
        }
        RestAnswer answer =
                suiteTalk.call(scope, SuiteTalk.read(scope, "read", place).about(type, id));
        Fields record = WrittenAnswers.record(answer);
        return new Answer<>(
                new UpstreamRecord(
                        type, id, options.flag(NetSuiteOptions.COMPACT, true) ? Slimming.slim(record) : record),
                answer.facts());
    }

    @Override
    public Answer<WrittenRecord> update(CallScope scope, RecordPatch patch) {
        List<String> replaced = replaced(scope);
        Fields updates = withCleared(patch.updates(), scope.options().texts(NetSuiteOptions.CLEAR_FIELDS));
        RestRequest request = SuiteTalk.write(
                        scope,
                        "update",
                        appendsLines(updates, replaced) ? RetrySafety.ACTION : RetrySafety.WRITE,
                        "PATCH",
                        replacing(SuiteTalk.record(patch.type(), patch.id()), replaced))
                .about(patch.type(), patch.id())
                .withBody(updates);
        if (scope.options().flag(NetSuiteOptions.DRY_RUN)) {
            return dryRun(
                    scope, SuiteTalk.dryRun(request, MediaTypes.EDIT_FORM), patch.type(), Optional.of(patch.id()));
        }
        RestAnswer answer = suiteTalk.call(scope, request);
        return new Answer<>(new WrittenRecord(patch.type(), Optional.of(patch.id()), Optional.empty()), answer.facts());
    }

    @Override
    public Answer<DeletedRecord> delete(CallScope scope, RecordType type, RecordId id) {
        RestAnswer answer = suiteTalk.call(
                scope,
                SuiteTalk.write(scope, "delete", RetrySafety.DELETE, "DELETE", SuiteTalk.record(type, id))
                        .about(type, id)
                        .succeedingWith(Set.of(200, 204)));
        return new Answer<>(new DeletedRecord(type, id), answer.facts());
    }

    @Override
    public Answer<WrittenRecord> upsert(CallScope scope, RecordUpsert upsert) {
        RecordId external = new RecordId(RecordNames.external(upsert.externalId()));
        List<String> replaced = replaced(scope);
        RestRequest request = SuiteTalk.write(
                        scope,
                        "upsert",
                        appendsLines(upsert.payload(), replaced) ? RetrySafety.CREATE : RetrySafety.KEYED_CREATE,
                        "PUT",
                        replacing(SuiteTalk.record(upsert.type(), external), replaced))
                .about(upsert.type())
                .withBody(upsert.payload());
        RestAnswer answer = suiteTalk.call(scope, request);
        RecordId id = WrittenAnswers.id(answer).orElse(external);
        return new Answer<>(new WrittenRecord(upsert.type(), Optional.of(id), Optional.empty()), answer.facts());
    }

    private Answer<WrittenRecord> dryRun(CallScope scope, RestRequest request, RecordType type, Optional<RecordId> id) {
        RestAnswer answer = suiteTalk.call(scope, request);
        return new Answer<>(
                WrittenRecord.dryRun(type, id, Slimming.slim(WrittenAnswers.record(answer))), answer.facts());
    }

    private static List<String> replaced(CallScope scope) {
        List<String> sublists = scope.options().texts(NetSuiteOptions.REPLACE_SUBLISTS);
        sublists.forEach(sublist -> RecordNames.word(NetSuiteOptions.REPLACE_SUBLISTS, sublist));
        return sublists;
    }

    private static Place replacing(Place place, List<String> sublists) {
        return sublists.isEmpty() ? place : place.with("replace", String.join(",", sublists));
    }

    /**
     * Lines that are sent without being replaced are appended where the sublist has no key; twice would be twice the lines. Lines of
     * subrecords cannot be named to be replaced.
     */
    private static boolean appendsLines(Fields fields, List<String> replaced) {
        return fields.values().entrySet().stream()
                .filter(field -> replaced.stream().noneMatch(field.getKey()::equalsIgnoreCase))
                .anyMatch(field -> holdsLines(field.getValue()));
    }

    private static boolean holdsLines(@Nullable Object value) {
        return value instanceof Map<?, ?> object
                && (object.containsKey("items") || object.values().stream().anyMatch(NetSuiteRecords::holdsLines));
    }

    // A field that is cleared is sent as null, which the type of the map does not show.
    @SuppressWarnings("NullAway")
    private static Fields withCleared(Fields updates, List<String> cleared) {
        Map<String, Object> all = new LinkedHashMap<>(updates.values());
        for (String field : cleared) {
            if (all.get(field) != null) {
                throw new RecordValidation(
                        NetSuiteOptions.CLEAR_FIELDS, "names " + field + ", to which updates gives a value");
            }
            all.put(RecordNames.word(NetSuiteOptions.CLEAR_FIELDS, field), null);
        }
        return new Fields(all);
    }
}

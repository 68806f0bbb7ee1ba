package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.RecordOperation;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.record.DeletedRecord;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.upstream.rest.JsonCodec;
import org.enterprisemcp.upstream.rest.RestAnswer;

/** The records of a described upstream. */
final class GenericRecords implements RecordStore {

    private static final Loc BODY_ID = new Loc.InBody(JsonPointer.compile("/id"));
    private static final Loc LOCATION =
            new Loc.InHeader("Location", Optional.of(Pattern.compile("^[^?#]*?([^/?#]+)/?(?:[?#].*)?$")));
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    private final Descriptor descriptor;
    private final Requests requests;
    private final Exchanges exchanges;

    GenericRecords(Descriptor descriptor, Requests requests, Exchanges exchanges) {
        this.descriptor = descriptor;
        this.requests = requests;
        this.exchanges = exchanges;
    }

    @Override
    public Set<RecordOperation> operations() {
        return Stream.of(RecordOperation.values())
                .filter(operation -> descriptor
                        .operation(operation.name().toLowerCase(Locale.ROOT))
                        .isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Answer<WrittenRecord> create(CallScope scope, RecordDraft draft) {
        Operation operation = operation("create");
        RestAnswer answer = exchanges.call(
                scope, requests.about(scope, operation, draft.type()).withBody(draft.payload()));
        return new Answer<>(
                new WrittenRecord(draft.type(), newId(operation, answer), record(operation, answer)), answer.facts());
    }

    @Override
    public Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id) {
        Operation operation = operation("read");
        RestAnswer answer = exchanges.call(scope, requests.about(scope, operation, type, id));
        Fields fields = record(operation, answer)
                .orElseThrow(() -> new UpstreamException.Server(
                        "The upstream's answer holds no record where one was expected.", answer.facts()));
        return new Answer<>(new UpstreamRecord(type, id, fields), answer.facts());
    }

    @Override
    public Answer<WrittenRecord> update(CallScope scope, RecordPatch patch) {
        Operation operation = operation("update");
        RestAnswer answer = exchanges.call(
                scope,
                requests.about(scope, operation, patch.type(), patch.id()).withBody(patch.updates()));
        return new Answer<>(
                new WrittenRecord(patch.type(), Optional.of(patch.id()), record(operation, answer)), answer.facts());
    }

    @Override
    public Answer<DeletedRecord> delete(CallScope scope, RecordType type, RecordId id) {
        RestAnswer answer = exchanges.call(scope, requests.about(scope, operation("delete"), type, id));
        return new Answer<>(new DeletedRecord(type, id), answer.facts());
    }

    private Operation operation(String name) {
        return descriptor
                .operation(name)
                .orElseThrow(() -> new UpstreamException.NotFound(
                        "This upstream offers no " + name + " of records.", CallFacts.none()));
    }

    private static Optional<Fields> record(Operation operation, RestAnswer answer) {
        JsonNode record = answer.body().at(operation.record());
        return record.isObject() ? Optional.of(JsonCodec.fields(record)) : Optional.empty();
    }

    /** An id that no later call could use is none. */
    private Optional<RecordId> newId(Operation operation, RestAnswer answer) {
        return operation
                .id()
                .map(loc -> loc.in(answer))
                .orElseGet(() -> BODY_ID.in(answer).or(() -> LOCATION.in(answer).map(GenericRecords::decoded)))
                .filter(descriptor.ids()::allows)
                .map(RecordId::new);
    }

    /** Ids that may go into a URL are ASCII, so an escape stands for one character. */
    private static String decoded(String segment) {
        return ESCAPE.matcher(segment)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(escape.group().substring(1), 16))));
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.RecordException.RecordNotFound;
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
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;

/** The records of a described upstream. */
final class GenericRecords implements RecordStore {

    private static final int NO_CONTENT = 204;

    private final Descriptor descriptor;
    private final Requests requests;
    private final Exchanges exchanges;
    private final Answers answers;
    private final Preconditions preconditions;

    GenericRecords(Descriptor descriptor, Requests requests, Exchanges exchanges) {
        this.descriptor = descriptor;
        this.requests = requests;
        this.exchanges = exchanges;
        this.answers = new Answers(descriptor.names());
        this.preconditions = new Preconditions(descriptor, requests, exchanges, answers);
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
        RestRequest request = requests.of(scope, operation, CallWishes.about(draft.type()));
        RestAnswer answer = exchanges.call(scope, requests.writing(request, operation, draft.payload()));
        return new Answer<>(
                new WrittenRecord(
                        draft.type(),
                        answers.newId(operation, draft.type(), answer),
                        answers.record(operation, draft.type(), answer)),
                answer.facts());
    }

    @Override
    public Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id) {
        Operation operation = operation("read");
        CallWishes wishes = CallWishes.about(type, id).bringing(scope.options().texts(CallWishes.FIELDS));
        RestAnswer answer = exchanges.call(scope, requests.of(scope, operation, wishes));
        answers.checkOne(operation, type, id, answer);
        if (answer.status() == NO_CONTENT) {
            throw new RecordNotFound(type.value(), id.value(), answer.facts());
        }
        Fields fields = answers.record(operation, type, answer)
                .orElseThrow(() -> new UpstreamException.Server(
                        "The upstream's answer holds no record where one was expected.", answer.facts()));
        return new Answer<>(new UpstreamRecord(type, id, fields), answer.facts());
    }

    @Override
    public Answer<WrittenRecord> update(CallScope scope, RecordPatch patch) {
        Operation operation = operation("update");
        RestRequest request = requests.of(scope, operation, CallWishes.about(patch.type(), patch.id()));
        Preconditions.Change change = preconditions.of(scope, operation, patch);
        RestAnswer answer =
                exchanges.call(scope, requests.writing(on(change.known(), request), operation, change.body()));
        answers.checkOne(operation, patch.type(), patch.id(), answer);
        return new Answer<>(
                        new WrittenRecord(
                                patch.type(), Optional.of(patch.id()), answers.record(operation, patch.type(), answer)),
                        answer.facts())
                .after(change.known().facts());
    }

    @Override
    public Answer<DeletedRecord> delete(CallScope scope, RecordType type, RecordId id) {
        Operation operation = operation("delete");
        RestRequest request = requests.of(scope, operation, CallWishes.about(type, id));
        Preconditions.Known known = preconditions.of(scope, operation, type, id);
        RestAnswer answer = exchanges.call(scope, on(known, request));
        answers.checkOne(operation, type, id, answer);
        return new Answer<>(new DeletedRecord(type, id), answer.facts()).after(known.facts());
    }

    private static RestRequest on(Preconditions.Known known, RestRequest request) {
        return known.ifMatch().map(etag -> request.withHeader("If-Match", etag)).orElse(request);
    }

    private Operation operation(String name) {
        return descriptor
                .operation(name)
                .orElseThrow(() -> new UpstreamException.NotFound(
                        "This upstream offers no " + name + " of records.", CallFacts.none()));
    }
}

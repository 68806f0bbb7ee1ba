package org.enterprisemcp.upstream.generic;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.RecordUpserts;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;

/** Records of a described upstream under keys of the caller's own. */
final class GenericUpserts implements RecordUpserts {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    private final Descriptor descriptor;
    private final Operation operation;
    private final Requests requests;
    private final Exchanges exchanges;
    private final Answers answers;

    GenericUpserts(Descriptor descriptor, Operation operation, Requests requests, Exchanges exchanges) {
        this.descriptor = descriptor;
        this.operation = operation;
        this.requests = requests;
        this.exchanges = exchanges;
        this.answers = new Answers(descriptor.names());
    }

    @Override
    public Answer<WrittenRecord> upsert(CallScope scope, RecordUpsert upsert) {
        boolean byId = operation.ask().places().contains("id");
        Optional<String> key = key(scope);
        String value = upsert.externalId();
        if (byId
                ? !descriptor.names().ids().allows(value)
                : !descriptor.names().keys().allows(value)) {
            throw new RecordValidation("external_id", "is not a key that this upstream can have");
        }
        CallWishes wishes = new CallWishes(
                Optional.of(upsert.type()),
                byId ? Optional.of(new RecordId(value)) : Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                key,
                byId ? Optional.empty() : Optional.of(value));
        RestRequest request = requests.of(scope, operation, wishes);
        RestAnswer answer = exchanges.call(scope, requests.writing(request, operation, payload(upsert, key, byId)));
        Optional<RecordId> id = answers.newId(operation, upsert.type(), answer)
                .or(() -> byId ? Optional.of(new RecordId(value)) : Optional.empty());
        return new Answer<>(
                new WrittenRecord(upsert.type(), id, answers.upserted(operation, upsert.type(), answer)),
                answer.facts());
    }

    private Optional<String> key(CallScope scope) {
        if (!Requests.needsKey(operation)) {
            return Optional.empty();
        }
        String key = scope.options()
                .text(CallWishes.KEY_FIELD)
                .or(() -> operation.ask().key())
                .orElseThrow(() -> new RecordValidation(
                        CallWishes.KEY_FIELD, "is needed: the name of the field that holds the external id"));
        if (!FIELD.matcher(key).matches()) {
            throw new RecordValidation(CallWishes.KEY_FIELD, "must be the name of a field: letters, digits and _");
        }
        return Optional.of(key);
    }

    /** Where the URL does not hold the key's value, the record itself must. */
    private Fields payload(RecordUpsert upsert, Optional<String> key, boolean byId) {
        boolean inUrl = byId || operation.ask().places().contains("keyValue");
        return inUrl || key.isEmpty() ? upsert.payload() : upsert.payload().with(key.get(), upsert.externalId());
    }
}

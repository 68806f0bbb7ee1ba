package org.enterprisemcp.upstream.generic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.upstream.generic.Operation.IfMatch;
import org.enterprisemcp.upstream.rest.RestAnswer;

/** Finds out what must be known before a record is changed: its version, and all of it where a write replaces it. */
final class Preconditions {

    private final Descriptor descriptor;
    private final Requests requests;
    private final Exchanges exchanges;
    private final Answers answers;

    Preconditions(Descriptor descriptor, Requests requests, Exchanges exchanges, Answers answers) {
        this.descriptor = descriptor;
        this.requests = requests;
        this.exchanges = exchanges;
        this.answers = answers;
    }

    /** What a write of a record must carry; nothing is asked where nothing must be known. */
    Known of(CallScope scope, Operation write, RecordType type, RecordId id) {
        return before(scope, write, type, id, false).known();
    }

    /** The same for a change, with what must be sent so that the fields that are not named stay as they are. */
    Change of(CallScope scope, Operation update, RecordPatch patch) {
        boolean merges = update.ask().replaces() && !scope.options().flag(CallWishes.REPLACE);
        boolean byVersion = needsEtag(update);
        if (merges && !byVersion) {
            throw refused(
                    "This upstream replaces records as a whole, and has no versions by which a part could be changed.");
        }
        Read read = before(scope, update, patch.type(), patch.id(), merges);
        if (!merges) {
            return new Change(read.known(), patch.updates());
        }
        if (read.known().ifMatch().filter(etag -> !etag.equals("*")).isEmpty()) {
            throw refused("This upstream replaces records as a whole, and this record has no version.");
        }
        return new Change(read.known(), merged(read.record(), patch.updates()));
    }

    private Read before(CallScope scope, Operation write, RecordType type, RecordId id, boolean recordIsNeeded) {
        Optional<String> given = scope.options().text(CallWishes.ETAG);
        if (given.filter(etag -> !Answers.isEtag(etag)).isPresent()) {
            throw new RecordValidation("etag", "must be the version as it was read: printable, without line breaks");
        }
        if (!needsEtag(write) || (given.isPresent() && !recordIsNeeded)) {
            return new Read(new Known(given.filter(_ -> needsEtag(write)), CallFacts.none()), Fields.empty());
        }
        Operation read = descriptor.operation("read").orElseThrow();
        RestAnswer answer = exchanges.call(scope, requests.of(scope, read, CallWishes.about(type, id)));
        answers.checkOne(read, type, id, answer);
        Optional<String> etag = given.or(() -> answers.etag(read, type, answer));
        if (etag.isEmpty() && write.ask().ifMatch() == IfMatch.ETAG) {
            throw new UpstreamException.Server(
                    "The upstream told no version of the record, without which it lets nothing be changed.",
                    answer.facts());
        }
        return new Read(
                new Known(Optional.of(etag.orElse("*")), answer.facts()),
                answers.record(read, type, answer).orElseGet(Fields::empty));
    }

    private static boolean needsEtag(Operation write) {
        return write.ask().ifMatch() == IfMatch.ETAG || write.ask().ifMatch() == IfMatch.ETAG_OR_ANY;
    }

    /** Control information of OData is no field. */
    private static Fields merged(Fields record, Fields updates) {
        Map<String, Object> all = new LinkedHashMap<>(record.values());
        all.keySet().removeIf(name -> name.contains("@"));
        all.putAll(updates.values());
        return new Fields(all);
    }

    private static UpstreamException.Validation refused(String why) {
        return new UpstreamException.Validation(
                why + " Nothing was sent.",
                List.of(),
                "Read the record, then send all of its fields in updates with " + CallWishes.REPLACE + ": true.",
                CallFacts.none());
    }

    /**
     * What is known before a write.
     *
     * @param ifMatch what {@code If-Match} holds; empty for none, or where the descriptor's own stands already
     * @param facts the exchange that brought it
     */
    record Known(Optional<String> ifMatch, CallFacts facts) {}

    /** A change that can be sent. */
    record Change(Known known, Fields body) {}

    private record Read(Known known, Fields record) {}
}

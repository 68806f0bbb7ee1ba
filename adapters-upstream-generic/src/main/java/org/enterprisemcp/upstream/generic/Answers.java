package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.RecordException.RecordNotFound;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.upstream.rest.JsonCodec;
import org.enterprisemcp.upstream.rest.RestAnswer;

/** Reads records, ids and versions out of answers. */
final class Answers {

    private static final Loc BODY_ID = new Loc.InBody(new Pointer("/id"));
    private static final Loc LOCATION =
            new Loc.InHeader("Location", Optional.of(Pattern.compile("^[^?#]*?([^/?#]+)/?(?:[?#].*)?$")));
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern ETAG = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,499}");
    private static final int CREATED = 201;
    private static final int LEAST_ERROR = 400;

    private final Names names;

    Answers(Names names) {
        this.names = names;
    }

    /** The record in an answer, where there is one. */
    Optional<Fields> record(Operation operation, RecordType type, RestAnswer answer) {
        JsonNode record = operation.reply().record().in(answer.body(), idField(type));
        return record.isObject() ? Optional.of(JsonCodec.fields(record)) : Optional.empty();
    }

    /** The same for an upsert, which may say whether it created the record. */
    Optional<Fields> upserted(Operation operation, RecordType type, RestAnswer answer) {
        Optional<Fields> record = record(operation, type, answer);
        return operation
                .reply()
                .created()
                .map(loc -> loc.in(answer, idField(type)).map("true"::equals).orElse(answer.status() == CREATED))
                .map(created -> record.orElseGet(Fields::empty).with("created", created))
                .or(() -> record);
    }

    /** Refuses an answer that is about no record, or about several, where it must be about one. */
    void checkOne(Operation operation, RecordType type, RecordId id, RestAnswer answer) {
        // An answer that only says that it was done before has nothing to look at.
        if (operation.reply().only().isEmpty() || answer.status() >= LEAST_ERROR) {
            return;
        }
        JsonNode list = operation.reply().only().get().in(answer.body(), idField(type));
        if (!list.isArray()) {
            throw new UpstreamException.Server(
                    "The upstream's answer holds no list of records where one was expected.", answer.facts());
        }
        if (list.isEmpty()) {
            throw new RecordNotFound(type.value(), id.value(), answer.facts());
        }
        if (list.size() > 1) {
            throw new UpstreamException.Conflict(
                    "The id fits " + list.size() + " records of " + type + " instead of one.", answer.facts());
        }
    }

    /** The id that a create or an upsert tells. An id that no later call could use is none. */
    Optional<RecordId> newId(Operation operation, RecordType type, RestAnswer answer) {
        String idField = idField(type);
        return operation
                .reply()
                .id()
                .map(loc -> loc.in(answer, idField).map(Answers::decoded))
                .orElseGet(() -> BODY_ID.in(answer, idField)
                        .or(() -> LOCATION.in(answer, idField).map(Answers::decoded)))
                .filter(names.ids()::allows)
                .map(RecordId::new);
    }

    /** The version of the record that was read, where the answer tells one that can be sent back. */
    Optional<String> etag(Operation read, RecordType type, RestAnswer answer) {
        return read.reply().etag().flatMap(loc -> loc.in(answer, idField(type))).filter(Answers::isEtag);
    }

    /** Whether a text may stand in {@code If-Match}. */
    static boolean isEtag(String text) {
        return ETAG.matcher(text).matches();
    }

    private String idField(RecordType type) {
        return names.idField(type.value());
    }

    /** Ids that may go into a URL are ASCII, so an escape stands for one character. */
    private static String decoded(String segment) {
        return ESCAPE.matcher(segment)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(escape.group().substring(1), 16))));
    }
}

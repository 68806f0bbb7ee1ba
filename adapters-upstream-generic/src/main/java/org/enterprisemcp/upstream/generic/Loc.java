package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.upstream.rest.NextLink;
import org.enterprisemcp.upstream.rest.RestAnswer;

/** A place in an answer where a value stands. */
sealed interface Loc {

    /**
     * The value as text; empty where the answer has none there.
     *
     * @param idField the field that holds the record's id
     */
    Optional<String> in(RestAnswer answer, String idField);

    /** In the body. */
    record InBody(Pointer pointer) implements Loc {
        @Override
        public Optional<String> in(RestAnswer answer, String idField) {
            return pointer.scalarIn(answer.body(), idField);
        }
    }

    /** In a header: all of it, or the one group of an expression. */
    record InHeader(String header, Optional<Pattern> regex) implements Loc {
        @Override
        public Optional<String> in(RestAnswer answer, String idField) {
            return answer.header(header).map(String::strip).flatMap(value -> {
                if (regex.isEmpty()) {
                    return Optional.of(value);
                }
                Matcher matcher = regex.get().matcher(value);
                return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
            });
        }
    }

    /** The target of a relation in the {@code Link} header. */
    record InLink(String relation) implements Loc {
        @Override
        public Optional<String> in(RestAnswer answer, String idField) {
            return answer.header("Link").flatMap(header -> NextLink.inHeader(header, relation));
        }
    }

    /** In one place, or else in another. */
    record Either(Loc first, Loc second) implements Loc {
        @Override
        public Optional<String> in(RestAnswer answer, String idField) {
            return first.in(answer, idField).or(() -> second.in(answer, idField));
        }
    }

    /** A scalar of the body as text. */
    static Optional<String> scalar(JsonNode node) {
        return node.isValueNode() && !node.isNull()
                ? Optional.of(node.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }
}

package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JSON pointer (RFC 6901) of a descriptor. It may hold {@code {idField}}, which is another field for some record types.
 *
 * @param text the pointer as it is written
 */
record Pointer(String text) {

    /** All of a body. */
    static final Pointer ALL = new Pointer("");

    private static final String ID_FIELD = "{idField}";

    /** Whether a text is a pointer. */
    static boolean isPointer(String text) {
        return text.isEmpty() || text.startsWith("/");
    }

    /** What stands there; a missing node where nothing does. */
    JsonNode in(JsonNode body, String idField) {
        return body.at(JsonPointer.compile(text.replace(ID_FIELD, idField)));
    }

    /** The scalar that stands there, as text. */
    Optional<String> scalarIn(JsonNode body, String idField) {
        return Loc.scalar(in(body, idField));
    }

    /** Its steps, the outermost first, for putting something there. */
    List<String> steps() {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.substring(1).split("/", -1))
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList();
    }
}

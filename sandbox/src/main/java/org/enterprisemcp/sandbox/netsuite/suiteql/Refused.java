package org.enterprisemcp.sandbox.netsuite.suiteql;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.wire.Reply;

/** A request that is not answered with rows, in NetSuite's words. */
final class Refused extends RuntimeException {

    static final String ERROR = "application/vnd.oracle.resource+json; type=error; charset=UTF-8";

    private static final String SPECIFICATION = "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.";
    private static final Map<Integer, String> TITLES =
            Map.of(400, "Bad Request", 404, "Not Found", 405, "Method Not Allowed", 500, "Internal Server Error");

    private final int status;
    private final String code;
    private final String pointer;
    private final String pointed;

    private Refused(int status, String code, String detail, String pointer, String pointed) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.pointer = pointer;
        this.pointed = pointed;
    }

    /** SuiteQL's answer to whatever it does not understand. */
    static Refused unsupported() {
        return search("Search error occurred: Invalid or unsupported search.");
    }

    /** A name that no table of the query has; {@code sources} are aliases and their tables. */
    static Refused unknownIdentifier(String name, Map<String, String> sources) {
        return search("Search error occurred: Unknown identifier '" + name + "'. Available identifiers are: "
                + sources.entrySet().stream()
                        .map(source -> source.getKey() + "=" + source.getValue())
                        .collect(Collectors.joining(", ", "{", "}.")));
    }

    static Refused unknownTable(String name) {
        return search("Invalid search type: " + name + ".");
    }

    static Refused search(String why) {
        return parameter("q", "Invalid search query. Detailed unprocessed description follows. " + why);
    }

    static Refused parameter(String name, String detail) {
        return new Refused(400, "INVALID_PARAMETER", detail, "o:errorQueryParam", name);
    }

    static Refused header(String name, String detail) {
        return new Refused(400, "INVALID_HEADER", detail, "o:errorHeader", name);
    }

    static Refused content(String detail, String path) {
        return new Refused(400, "INVALID_CONTENT", detail, "o:errorPath", path);
    }

    static Refused malformed() {
        return new Refused(
                400,
                "INVALID_REQUEST",
                "The request could not be understood by the server due to malformed syntax.",
                "",
                "");
    }

    static Refused nowhere(String path) {
        return new Refused(404, "NONEXISTENT_ID", "The resource does not exist.", "o:errorUrl", path);
    }

    static Refused method(String path) {
        return new Refused(405, "METHOD_NOT_ALLOWED", "The method is not allowed.", "o:errorUrl", path);
    }

    static Refused unexpected() {
        return new Refused(500, "UNEXPECTED_ERROR", "An unexpected error occurred. Error ID: sandbox", "", "");
    }

    Reply reply() {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", SPECIFICATION + (status < 500 ? "5." + (status - 399) : "6." + (status - 499)))
                .put("title", TITLES.getOrDefault(status, "Bad Request"))
                .put("status", status);
        ObjectNode detail = body.putArray("o:errorDetails").addObject().put("detail", getMessage());
        if (!pointer.isEmpty()) {
            detail.put(pointer, pointed);
        }
        detail.put("o:errorCode", code);
        return Reply.of(status, body).with("Content-Type", ERROR);
    }
}

package org.enterprisemcp.sandbox.netsuite.error;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.enterprisemcp.sandbox.wire.Reply;

/**
 * An error as NetSuite writes it, whichever service it comes from (netsuite.md, 1.9): type, title, status and details, each of
 * them with a code and, if it is about one place of the request, a pointer to it.
 */
public final class NetSuiteError {

    private static final String MEDIA_TYPE = "application/vnd.oracle.resource+json; type=error; charset=UTF-8";
    private static final String SPECIFICATION = "https://www.rfc-editor.org/rfc/rfc9110.html#section-";

    private final int status;
    private final ObjectNode head;
    private final ArrayNode details = JsonNodeFactory.instance.arrayNode();

    private NetSuiteError(int status, String title, String section) {
        this.status = status;
        this.head = JsonNodeFactory.instance
                .objectNode()
                .put("type", SPECIFICATION + section)
                .put("title", title)
                .put("status", status);
    }

    /** Which part of the request a detail is about. */
    public enum Pointer {
        BODY("o:errorPath"),
        QUERY_PARAMETER("o:errorQueryParam"),
        HEADER("o:errorHeader"),
        URL("o:errorUrl");

        private final String field;

        Pointer(String field) {
            this.field = field;
        }
    }

    /** An error without a detail yet, with the title and the section of RFC 9110 that belong to the status. */
    public static NetSuiteError of(int status) {
        return switch (status) {
            case 401 -> new NetSuiteError(status, "Unauthorized", "15.5.2");
            case 403 -> new NetSuiteError(status, "Forbidden", "15.5.4");
            case 404 -> new NetSuiteError(status, "Not Found", "15.5.5");
            case 405 -> new NetSuiteError(status, "Method Not Allowed", "15.5.6");
            case 413 -> new NetSuiteError(status, "Content Too Large", "15.5.14");
            case 415 -> new NetSuiteError(status, "Unsupported Media Type", "15.5.16");
            case 502 -> new NetSuiteError(status, "Bad Gateway", "15.6.3");
            case 503 -> new NetSuiteError(status, "Service Unavailable", "15.6.4");
            case 504 -> new NetSuiteError(status, "Gateway Timeout", "15.6.5");
            default ->
                status < 500
                        ? new NetSuiteError(status, "Bad Request", "15.5.1")
                        : new NetSuiteError(status, "Internal Server Error", "15.6.1");
        };
    }

    /** The role lacks a permission. */
    public static NetSuiteError permission() {
        return of(403).detail(
                        "INSUFFICIENT_PERMISSION",
                        "Permission Violation: You need a higher level of permission to access this resource.");
    }

    /** The request cannot be read. */
    public static NetSuiteError malformed(int status) {
        return of(status)
                .detail(
                        "INVALID_REQUEST",
                        "The request could not be understood by the server due to malformed syntax.");
    }

    /**
     * Something broke that is not the caller's doing.
     *
     * @param errorId what support would ask for
     */
    public static NetSuiteError unexpected(int status, String errorId) {
        return of(status).detail("UNEXPECTED_ERROR", "An unexpected error occurred. Error ID: " + errorId);
    }

    /** The same with another title. */
    public NetSuiteError titled(String title) {
        head.put("title", title);
        return this;
    }

    /** The same with a code beside the details. */
    public NetSuiteError coded(String code) {
        head.put("o:errorCode", code);
        return this;
    }

    /** One more detail. */
    public NetSuiteError detail(String code, String words) {
        details.addObject().put("detail", words).put("o:errorCode", code);
        return this;
    }

    /** One more detail, about this place of the request. */
    public NetSuiteError detail(String code, String words, Pointer pointer, String place) {
        details.addObject().put("detail", words).put(pointer.field, place).put("o:errorCode", code);
        return this;
    }

    /** The answer. */
    public Reply reply() {
        ObjectNode body = head.deepCopy();
        body.set("o:errorDetails", details);
        return Reply.of(status, body).with("Content-Type", MEDIA_TYPE);
    }

    /** The answer in the form of record actions: the first detail at the top. */
    public Reply flatReply() {
        ObjectNode body = head.deepCopy();
        body.setAll((ObjectNode) details.get(0));
        return Reply.of(status, body).with("Content-Type", MEDIA_TYPE);
    }
}

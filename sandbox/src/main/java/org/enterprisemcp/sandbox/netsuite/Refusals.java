package org.enterprisemcp.sandbox.netsuite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.enterprisemcp.sandbox.wire.Reply;

/** What NetSuite says before a request has reached any service (netsuite.md, 1.9). */
final class Refusals {

    private static final String MEDIA_TYPE = "application/vnd.oracle.resource+json; type=error; charset=UTF-8";
    private static final String RFC = "https://www.rfc-editor.org/rfc/rfc9110.html#section-";
    private static final String UNEXPECTED = "UNEXPECTED_ERROR";

    private Refusals() {}

    /** Nothing lives at this path. */
    static Reply nowhere(String path) {
        ObjectNode body = body(404, "Not Found", "15.5.5");
        detail(body, "NONEXISTENT_ID", "The requested resource does not exist.").put("o:errorUrl", path);
        return reply(body);
    }

    /**
     * The words for this status.
     *
     * @param realm the account, as {@code WWW-Authenticate} names it
     */
    static Reply of(int status, String realm) {
        return switch (status) {
            case 401 ->
                error(401, "Unauthorized", "15.5.2", "INVALID_LOGIN", "Invalid login attempt.")
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"" + realm
                                        + "\", error=\"invalid_token\", error_description=\"Invalid login attempt.\"");
            case 403 ->
                error(
                        403,
                        "Forbidden",
                        "15.5.4",
                        "INSUFFICIENT_PERMISSION",
                        "Permission Violation: You need a higher level of permission to access this resource.");
            case 404 -> nowhere("");
            case 413 -> error(413, "Content Too Large", "15.5.14", "INVALID_REQUEST", "The request body is too large.");
            case 429 -> busy();
            default -> status < 500 ? mistake(status) : broken(status);
        };
    }

    /** NetSuite prints "Bad Request" as the title of 429, and a second code beside the details. */
    private static Reply busy() {
        ObjectNode body = body(429, "Bad Request", "15.5.1").put("o:errorCode", "USER_ERROR");
        detail(body, "CONCURRENCY_LIMIT_EXCEEDED", "Concurrent request limit exceeded. Request blocked.");
        return reply(body);
    }

    private static Reply mistake(int status) {
        return error(
                status,
                "Bad Request",
                "15.5.1",
                "INVALID_REQUEST",
                "The request could not be understood by the server due to malformed syntax.");
    }

    private static Reply broken(int status) {
        String errorId = UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        String detail = "An unexpected error occurred. Error ID: " + errorId;
        return switch (status) {
            case 502 -> error(502, "Bad Gateway", "15.6.3", UNEXPECTED, detail);
            case 503 -> error(503, "Service Unavailable", "15.6.4", UNEXPECTED, detail);
            case 504 -> error(504, "Gateway Timeout", "15.6.5", UNEXPECTED, detail);
            default -> error(status, "Internal Server Error", "15.6.1", UNEXPECTED, detail);
        };
    }

    private static Reply error(int status, String title, String section, String code, String words) {
        ObjectNode body = body(status, title, section);
        detail(body, code, words);
        return reply(body);
    }

    private static ObjectNode body(int status, String title, String section) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", RFC + section)
                .put("title", title)
                .put("status", status);
    }

    private static ObjectNode detail(ObjectNode body, String code, String words) {
        return body.putArray("o:errorDetails").addObject().put("detail", words).put("o:errorCode", code);
    }

    private static Reply reply(ObjectNode body) {
        return Reply.of(body.path("status").asInt(), body).with("Content-Type", MEDIA_TYPE);
    }
}

package org.enterprisemcp.sandbox.netsuite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.enterprisemcp.sandbox.wire.Reply;

/** What NetSuite says before a request has reached any service (netsuite.md, 1.9). */
final class Refusals {

    private static final String MEDIA_TYPE = "application/vnd.oracle.resource+json; type=error; charset=UTF-8";
    private static final String RFC = "https://www.rfc-editor.org/rfc/rfc9110.html#section-";

    private Refusals() {}

    /** Nothing lives at this path. */
    static Reply nowhere(String path) {
        ObjectNode body = body(404, "Not Found", "15.5.5", "NONEXISTENT_ID", "The requested resource does not exist.");
        body.withArray("o:errorDetails").withObject("/0").put("o:errorUrl", path);
        return reply(404, body);
    }

    /**
     * The words for this status.
     *
     * @param realm the account, as {@code WWW-Authenticate} names it
     */
    static Reply of(int status, String realm) {
        return switch (status) {
            case 401 ->
                reply(401, body(401, "Unauthorized", "15.5.2", "INVALID_LOGIN", "Invalid login attempt."))
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"" + realm
                                        + "\", error=\"invalid_token\", error_description=\"Invalid login attempt.\"");
            case 403 ->
                reply(
                        403,
                        body(
                                403,
                                "Forbidden",
                                "15.5.4",
                                "INSUFFICIENT_PERMISSION",
                                "Permission Violation: You need a higher level of permission to access this resource."));
            case 404 -> nowhere("");
            case 413 ->
                reply(
                        413,
                        body(413, "Content Too Large", "15.5.14", "INVALID_REQUEST", "The request body is too large."));
            case 429 -> busy();
            default -> status < 500 ? mistake(status) : broken(status);
        };
    }

    /** NetSuite prints "Bad Request" as the title of 429, and a second code beside it. */
    private static Reply busy() {
        return reply(
                429,
                body(
                                429,
                                "Bad Request",
                                "15.5.1",
                                "CONCURRENCY_LIMIT_EXCEEDED",
                                "Concurrent request limit exceeded. Request blocked.")
                        .put("o:errorCode", "USER_ERROR"));
    }

    private static Reply mistake(int status) {
        return reply(
                status,
                body(
                        status,
                        "Bad Request",
                        "15.5.1",
                        "INVALID_REQUEST",
                        "The request could not be understood by the server due to malformed syntax."));
    }

    private static Reply broken(int status) {
        String title = switch (status) {
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Internal Server Error";
        };
        String errorId = UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        return reply(
                status,
                body(
                        status,
                        title,
                        "15.6." + (status >= 501 && status <= 505 ? status - 499 : 1),
                        "UNEXPECTED_ERROR",
                        "An unexpected error occurred. Error ID: " + errorId));
    }

    private static ObjectNode body(int status, String title, String section, String code, String detail) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", RFC + section)
                .put("title", title)
                .put("status", status);
        body.putArray("o:errorDetails").addObject().put("detail", detail).put("o:errorCode", code);
        return body;
    }

    private static Reply reply(int status, ObjectNode body) {
        return Reply.of(status, body).with("Content-Type", MEDIA_TYPE);
    }
}

package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.sandbox.wire.Reply;

/** A request that is not done, with the answer in NetSuite's words (netsuite.md, 1.9). */
final class Fault extends RuntimeException {

    private static final String MEDIA_TYPE = "application/vnd.oracle.resource+json; type=error; charset=UTF-8";
    private static final String RFC = "https://www.rfc-editor.org/rfc/rfc9110.html#section-";

    private final int status;
    private final String title;
    private final transient List<Map<String, String>> details = new ArrayList<>();

    private Fault(int status, String title) {
        super(title, null, false, false);
        this.status = status;
        this.title = title;
    }

    private static Fault of(int status, String code, String detail) {
        return new Fault(status, title(status)).and(code, detail, "");
    }

    /** Syntax that cannot be read: INVALID_REQUEST. */
    static Fault unreadable() {
        return of(400, "INVALID_REQUEST", "The request could not be understood by the server due to malformed syntax.");
    }

    static Fault request(String detail) {
        return of(400, "INVALID_REQUEST", detail);
    }

    /** A rule of the business is broken. */
    static Fault user(String detail) {
        return of(400, "USER_ERROR", "Error while accessing a resource. " + detail);
    }

    /** Something in the body is wrong; {@code path} says where. */
    static Fault content(String path, String detail) {
        return new Fault(400, title(400)).and("INVALID_CONTENT", detail, path);
    }

    /** A reference to a record, or a code of a list, that is not there. */
    static Fault noSuchValue(String path, String value) {
        String field = path.substring(path.lastIndexOf('.') + 1);
        return content(
                path,
                "Error while accessing resource: You have entered an Invalid Field Value " + value
                        + " for the following field: " + field);
    }

    /** A query parameter is wrong. */
    static Fault parameter(String name, String detail) {
        Fault fault = of(400, "INVALID_PARAMETER", detail);
        fault.details.getFirst().put("o:errorQueryParam", name);
        return fault;
    }

    static Fault header(String name, String detail) {
        Fault fault = of(400, "INVALID_HEADER", detail);
        fault.details.getFirst().put("o:errorHeader", name);
        return fault;
    }

    /** There is no such record; a missing transaction is a mistake in the request, everything else is not found. */
    static Fault missing(boolean transaction) {
        return transaction
                ? user("Transaction type specified is incorrect.")
                : of(404, "NONEXISTENT_ID", "The record instance does not exist. Provide a valid record instance ID.");
    }

    static Fault unknownType(String name, String path) {
        return notFound("Record type '" + name + "' does not exist.", path);
    }

    static Fault notFound(String detail, String path) {
        Fault fault = new Fault(404, title(404));
        Map<String, String> words = new LinkedHashMap<>();
        words.put("detail", detail);
        words.put("o:errorUrl", "/services/rest/" + path);
        words.put("o:errorCode", "NONEXISTENT_ID");
        fault.details.add(words);
        return fault;
    }

    static Fault notAllowed(String method) {
        return of(405, "METHOD_NOT_ALLOWED", "The method " + method + " is not allowed for this resource.");
    }

    static Fault mediaType() {
        return of(415, "INVALID_CONTENT_TYPE", "The Content-Type of the request is not supported.");
    }

    /** The same request with the same idempotency key again. */
    static Fault conflict() {
        return new Fault(400, "Conflict")
                .and(
                        "IDEMPOTENCY_ERROR",
                        "A request with the same idempotency key is already submitted. Use another key for another request.",
                        "");
    }

    static Fault internal() {
        return of(500, "UNEXPECTED_ERROR", "An unexpected error occurred. Error ID: sandbox");
    }

    /** Adds one more detail. */
    Fault and(String code, String detail, String path) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("detail", detail);
        if (!path.isEmpty()) {
            words.put("o:errorPath", path);
        }
        words.put("o:errorCode", code);
        details.add(words);
        return this;
    }

    Reply reply() {
        ObjectNode body = head();
        ArrayNode list = body.putArray("o:errorDetails");
        details.forEach(words -> {
            ObjectNode detail = list.addObject();
            words.forEach((name, value) -> detail.put(name, value));
        });
        return Reply.of(status, body).with("Content-Type", MEDIA_TYPE);
    }

    /** The form that record actions use: the detail at the top. */
    Reply flatReply() {
        ObjectNode body = head();
        details.getFirst().forEach((name, value) -> body.put(name, value));
        return Reply.of(status, body).with("Content-Type", MEDIA_TYPE);
    }

    private ObjectNode head() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", RFC + section(status))
                .put("title", title)
                .put("status", status);
    }

    private static String title(int status) {
        return switch (status) {
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 415 -> "Unsupported Media Type";
            case 500 -> "Internal Server Error";
            default -> "Bad Request";
        };
    }

    private static String section(int status) {
        return switch (status) {
            case 404 -> "15.5.5";
            case 405 -> "15.5.6";
            case 415 -> "15.5.16";
            case 500 -> "15.6.1";
            default -> "15.5.1";
        };
    }
}

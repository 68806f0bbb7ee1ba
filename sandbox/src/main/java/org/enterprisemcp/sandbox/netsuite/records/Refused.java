package org.enterprisemcp.sandbox.netsuite.records;

import org.enterprisemcp.sandbox.netsuite.error.NetSuiteError;
import org.enterprisemcp.sandbox.netsuite.error.NetSuiteError.Pointer;
import org.enterprisemcp.sandbox.wire.Reply;

/** A request that is not done, with the answer in NetSuite's words (netsuite.md, 1.9). */
final class Refused extends RuntimeException {

    private final transient NetSuiteError error;

    private Refused(NetSuiteError error) {
        super("refused", null, false, false);
        this.error = error;
    }

    private static Refused of(int status, String code, String detail) {
        return new Refused(NetSuiteError.of(status).detail(code, detail));
    }

    /** Syntax that cannot be read: INVALID_REQUEST. */
    static Refused unreadable() {
        return new Refused(NetSuiteError.malformed(400));
    }

    /** The role may not do this. */
    static Refused permission() {
        return new Refused(NetSuiteError.permission());
    }

    static Refused request(String detail) {
        return of(400, "INVALID_REQUEST", detail);
    }

    /** A rule of the business is broken. */
    static Refused user(String detail) {
        return of(400, "USER_ERROR", "Error while accessing a resource. " + detail);
    }

    /** Something in the body is wrong; {@code path} says where. */
    static Refused content(String path, String detail) {
        return new Refused(NetSuiteError.of(400)).and("INVALID_CONTENT", detail, path);
    }

    /** A reference to a record, or a code of a list, that is not there. */
    static Refused noSuchValue(String path, String value) {
        String field = path.substring(path.lastIndexOf('.') + 1);
        return content(
                path,
                "Error while accessing resource: You have entered an Invalid Field Value " + value
                        + " for the following field: " + field);
    }

    /** A query parameter is wrong. */
    static Refused parameter(String name, String detail) {
        return new Refused(NetSuiteError.of(400).detail("INVALID_PARAMETER", detail, Pointer.QUERY_PARAMETER, name));
    }

    static Refused header(String name, String detail) {
        return new Refused(NetSuiteError.of(400).detail("INVALID_HEADER", detail, Pointer.HEADER, name));
    }

    /** There is no such record; a missing transaction is a mistake in the request, everything else is not found. */
    static Refused missing(boolean transaction) {
        return transaction
                ? user("Transaction type specified is incorrect.")
                : of(404, "NONEXISTENT_ID", "The record instance does not exist. Provide a valid record instance ID.");
    }

    static Refused unknownType(String name, String path) {
        return notFound("Record type '" + name + "' does not exist.", path);
    }

    static Refused notFound(String detail, String path) {
        return new Refused(
                NetSuiteError.of(404).detail("NONEXISTENT_ID", detail, Pointer.URL, "/services/rest/" + path));
    }

    static Refused notAllowed(String method) {
        return of(405, "METHOD_NOT_ALLOWED", "The method " + method + " is not allowed for this resource.");
    }

    static Refused mediaType() {
        return of(415, "INVALID_CONTENT_TYPE", "The Content-Type of the request is not supported.");
    }

    /** The same request with the same idempotency key again. */
    static Refused conflict() {
        return new Refused(
                NetSuiteError.of(400)
                        .titled("Conflict")
                        .detail(
                                "IDEMPOTENCY_ERROR",
                                "A request with the same idempotency key is already submitted. Use another key for another request."));
    }

    static Refused internal() {
        return new Refused(NetSuiteError.unexpected(500, "sandbox"));
    }

    /** Adds one more detail, about this place of the body. */
    Refused and(String code, String detail, String path) {
        if (path.isEmpty()) {
            error.detail(code, detail);
        } else {
            error.detail(code, detail, Pointer.BODY, path);
        }
        return this;
    }

    Reply reply() {
        return error.reply();
    }

    /** The form that record actions use: the detail at the top. */
    Reply flatReply() {
        return error.flatReply();
    }
}

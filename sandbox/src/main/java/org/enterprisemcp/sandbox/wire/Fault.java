package org.enterprisemcp.sandbox.wire;

import java.util.Map;
import java.util.Objects;

/**
 * Something that goes wrong on purpose.
 *
 * @param method the HTTP method it befalls
 * @param path the path it befalls, or how such paths begin
 * @param times how often
 * @param kind what goes wrong
 * @param status for {@link Kind#STATUS}: the status
 * @param headers for {@link Kind#STATUS}: further headers, such as {@code Retry-After}
 * @param body for {@link Kind#STATUS}: the body
 * @param millis for {@link Kind#DELAY}: how long
 */
public record Fault(
        String method,
        String path,
        int times,
        Kind kind,
        int status,
        Map<String, String> headers,
        String body,
        long millis) {

    /** What can go wrong. */
    public enum Kind {
        /** Another status instead of the work. */
        STATUS,
        /** An HTML page with status 502 instead of the work. */
        HTML,
        /** 401 instead of the work. */
        EXPIRED_TOKEN,
        /** The work is done late. */
        DELAY,
        /** The connection is cut before the work is done. */
        RESET_BEFORE,
        /** The work is done, then the connection is cut without an answer. */
        RESET_AFTER,
        /** The work is done, the answer drips. */
        SLOW_BODY,
        /** The work is done, the answer breaks off. */
        TRUNCATED_BODY
    }

    public Fault {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /** A fault that needs nothing but its kind. */
    public static Fault of(Kind kind, String method, String path, int times) {
        return new Fault(method, path, times, kind, 0, Map.of(), "", 0);
    }

    /** Another status instead of the work. */
    public static Fault status(int status, Map<String, String> headers, String method, String path, int times) {
        String body = "{\"error\":{\"code\":\"injected\",\"message\":\"A fault that was asked for.\"}}";
        return new Fault(method, path, times, Kind.STATUS, status, headers, body, 0);
    }

    boolean befalls(String method, String path) {
        return method.equals(this.method) && path.startsWith(this.path);
    }

    Fault onceLess() {
        return new Fault(method, path, times - 1, kind, status, headers, body, millis);
    }
}

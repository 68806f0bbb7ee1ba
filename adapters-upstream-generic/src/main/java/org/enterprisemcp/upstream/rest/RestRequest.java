package org.enterprisemcp.upstream.rest;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;

/**
 * One request to an upstream, complete but for the credential.
 *
 * @param operation what it is, in the words of the descriptor: {@code create}, {@code query}
 * @param safety what it does upstream
 * @param method the HTTP method
 * @param url where it goes; every value in it is encoded already
 * @param headers further headers
 * @param body the body; empty for none
 * @param form whether the body goes as a form rather than as JSON
 * @param success the statuses that mean success; empty means any 2xx
 * @param type the record type it is about, where it is about one
 * @param id the record it is about, where it is about one
 */
public record RestRequest(
        String operation,
        RetrySafety safety,
        String method,
        URI url,
        Map<String, String> headers,
        Optional<Fields> body,
        boolean form,
        Set<Integer> success,
        Optional<RecordType> type,
        Optional<RecordId> id) {

    public RestRequest {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(safety, "safety");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
        success = Set.copyOf(success);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
    }

    /** A request whose body, if any, is JSON. */
    public RestRequest(
            String operation,
            RetrySafety safety,
            String method,
            URI url,
            Map<String, String> headers,
            Optional<Fields> body,
            Set<Integer> success,
            Optional<RecordType> type,
            Optional<RecordId> id) {
        this(operation, safety, method, url, headers, body, false, success, type, id);
    }

    /** A request without headers and body that any 2xx answers and that is about no record in particular. */
    public static RestRequest of(String operation, RetrySafety safety, String method, URI url) {
        return new RestRequest(
                operation,
                safety,
                method,
                url,
                Map.of(),
                Optional.empty(),
                false,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with further headers in place of the present ones. */
    public RestRequest withHeaders(Map<String, String> others) {
        return new RestRequest(operation, safety, method, url, others, body, form, success, type, id);
    }

    /** The same that does something else upstream. */
    public RestRequest withSafety(RetrySafety other) {
        return new RestRequest(operation, other, method, url, headers, body, form, success, type, id);
    }

    /** The same at another place. */
    public RestRequest withUrl(URI other) {
        return new RestRequest(operation, safety, method, other, headers, body, form, success, type, id);
    }

    /** The same with a JSON body. */
    public RestRequest withBody(Fields json) {
        return new RestRequest(operation, safety, method, url, headers, Optional.of(json), false, success, type, id);
    }

    /** The same with a body that goes as a form (application/x-www-form-urlencoded), nested fields as {@code a[b]}. */
    public RestRequest withForm(Fields fields) {
        return new RestRequest(operation, safety, method, url, headers, Optional.of(fields), true, success, type, id);
    }

    /** The same with another body in the form of the present one. */
    RestRequest carrying(Fields fields) {
        return form ? withForm(fields) : withBody(fields);
    }

    /** The same with one more header. */
    public RestRequest withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return withHeaders(more);
    }

    /** The same with an exact set of successes; empty means any 2xx. */
    public RestRequest succeedingWith(Set<Integer> statuses) {
        return new RestRequest(operation, safety, method, url, headers, body, form, statuses, type, id);
    }

    /** The same about a record type. */
    public RestRequest about(RecordType recordType) {
        return new RestRequest(
                operation, safety, method, url, headers, body, form, success, Optional.of(recordType), id);
    }

    /** The same about one record. */
    public RestRequest about(RecordType recordType, RecordId recordId) {
        return new RestRequest(
                operation,
                safety,
                method,
                url,
                headers,
                body,
                form,
                success,
                Optional.of(recordType),
                Optional.of(recordId));
    }

    /** Whether it is to be done only if the record is still what it was when somebody read it. */
    boolean isConditional() {
        String condition = headers.get("If-Match");
        return condition != null && !condition.equals("*");
    }

    boolean isSuccess(int status) {
        return success.isEmpty() ? status >= 200 && status < 300 : success.contains(status);
    }
}

package org.enterprisemcp.sandbox.wire;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as the APIs of the sandbox see it: no sockets.
 *
 * @param method the HTTP method
 * @param path the decoded path, without the query
 * @param query the decoded query parameters, in the order in which they came
 * @param headers the headers by name, whatever its case; several of one name are joined by a comma
 * @param body the body; empty for none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {

    public Request {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    /** The header of that name, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The first query parameter of that name. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The same request at another path. */
    public Request at(String otherPath) {
        return new Request(method, otherPath, query, headers, body);
    }
}

package org.enterprisemcp.sandbox.wire;

import java.util.List;
import java.util.Map;

/**
 * A request as an API of the sandbox sees it.
 *
 * @param method the HTTP method
 * @param path the decoded path below the API's root, without a query
 * @param query the decoded query parameters
 * @param headers the headers
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {}

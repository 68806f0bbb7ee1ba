package org.enterprisemcp.sandbox.netsuite;

import java.util.UUID;
import org.enterprisemcp.sandbox.netsuite.error.NetSuiteError;
import org.enterprisemcp.sandbox.netsuite.error.NetSuiteError.Pointer;
import org.enterprisemcp.sandbox.wire.Reply;

/** What NetSuite says before a request has reached any service (netsuite.md, 1.9). */
final class Refusals {

    private Refusals() {}

    /** Nothing lives at this path. */
    static Reply nowhere(String path) {
        return NetSuiteError.of(404)
                .detail("NONEXISTENT_ID", "The requested resource does not exist.", Pointer.URL, path)
                .reply();
    }

    /**
     * The words for this status.
     *
     * @param realm the account, as {@code WWW-Authenticate} names it
     */
    static Reply of(int status, String realm) {
        return switch (status) {
            case 401 ->
                NetSuiteError.of(401)
                        .detail("INVALID_LOGIN", "Invalid login attempt.")
                        .reply()
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"" + realm
                                        + "\", error=\"invalid_token\", error_description=\"Invalid login attempt.\"");
            case 403 -> NetSuiteError.permission().reply();
            case 404 -> nowhere("");
            case 413 ->
                NetSuiteError.of(413)
                        .detail("INVALID_REQUEST", "The request body is too large.")
                        .reply();
            case 429 -> busy();
            default -> (status < 500 ? NetSuiteError.malformed(status) : broken(status)).reply();
        };
    }

    /** NetSuite prints "Bad Request" as the title of 429, and a second code beside the details. */
    private static Reply busy() {
        return NetSuiteError.of(429)
                .coded("USER_ERROR")
                .detail("CONCURRENCY_LIMIT_EXCEEDED", "Concurrent request limit exceeded. Request blocked.")
                .reply();
    }

    private static NetSuiteError broken(int status) {
        return NetSuiteError.unexpected(
                status, UUID.randomUUID().toString().replace("-", "").substring(0, 20));
    }
}

package org.enterprisemcp.domain.port;

import java.time.Duration;
import java.util.Objects;

/**
 * What observers may know of a request to the upstream before it is sent: where it goes, and nothing of its path, which may hold ids
 * of records and queries.
 *
 * @param method the HTTP method
 * @param host the upstream's host
 * @param port its port
 * @param target the account, or the base URL where there are none
 * @param number 1 for the first attempt of a call
 * @param waited how long it waited for its turn, the pause after the attempt before included
 */
public record AttemptStart(String method, String host, int port, String target, int number, Duration waited) {

    public AttemptStart {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(waited, "waited");
    }
}

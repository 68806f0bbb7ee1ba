package org.enterprisemcp.mcp.transport;

import java.util.Set;

/**
 * What the HTTP endpoint lets in.
 *
 * @param hosts names that a {@code Host} header may carry, lower case, without port
 * @param origins origins that a browser page may have: {@code https://app.example.com}
 * @param loopback for a server on the machine of its users: every loopback name and origin is welcome
 * @param direct for a server that asks nobody to sign in: whatever came through a proxy is refused
 * @param maxBodyBytes the longest request body
 */
public record HttpOptions(Set<String> hosts, Set<String> origins, boolean loopback, boolean direct, int maxBodyBytes) {

    public HttpOptions {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("maxBodyBytes must be positive: " + maxBodyBytes);
        }
    }
}

package org.enterprisemcp.oauth.grant;

import java.time.Duration;
import java.util.Objects;

/**
 * How long things are good, and for whom.
 *
 * @param issuer the issuer of access tokens, byte for byte as in the metadata
 * @param resource what they are good for: the URL of the MCP endpoint
 * @param accessLifetime how long an access token is good; the upstream's own is renewed behind it
 * @param idleLifetime how long a grant lives that nobody uses
 * @param absoluteLifetime how long a grant lives at most
 * @param refreshGrace how long a refresh token that was just replaced brings the same answer again
 * @param expiryBuffer how long before its end an upstream token is renewed
 * @param cacheSize how many tokens and grants are remembered between calls; 0 for none
 */
public record GrantOptions(
        String issuer,
        String resource,
        Duration accessLifetime,
        Duration idleLifetime,
        Duration absoluteLifetime,
        Duration refreshGrace,
        Duration expiryBuffer,
        int cacheSize) {

    public GrantOptions {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(accessLifetime, "accessLifetime");
        Objects.requireNonNull(idleLifetime, "idleLifetime");
        Objects.requireNonNull(absoluteLifetime, "absoluteLifetime");
        Objects.requireNonNull(refreshGrace, "refreshGrace");
        Objects.requireNonNull(expiryBuffer, "expiryBuffer");
    }

    /** The usual lives: half an hour, 30 days, 180 days, a grace of 30 seconds. */
    public static GrantOptions usual(String issuer, String resource) {
        return new GrantOptions(
                issuer,
                resource,
                Duration.ofMinutes(30),
                Duration.ofDays(30),
                Duration.ofDays(180),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                10_000);
    }
}

package org.enterprisemcp.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request that came in; neither its credential nor its query nor its body is kept.
 *
 * @param method the HTTP method
 * @param path the path without the query, as every account has it
 * @param account the account; empty where there is none
 * @param headers those that say how something was asked for, by name, whatever its case
 * @param credential eight digits that are the same for the same {@code Authorization}; empty where there was none
 * @param at when it came
 */
public record JournalEntry(
        String method, String path, String account, Map<String, String> headers, String credential, Instant at) {

    private static final Set<String> KEPT =
            Set.of("accept", "accept-encoding", "content-type", "content-length", "prefer", "host", "user-agent");
    private static final Set<String> KEPT_PREFIXES = Set.of("x-netsuite-", "idempotency-", "if-");

    static JournalEntry of(Request request, Face.Place place, Instant at) {
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach((name, value) -> {
            if (isKept(name.toLowerCase(Locale.ROOT))) {
                kept.put(name, value);
            }
        });
        String credential =
                request.header("Authorization").map(JournalEntry::trace).orElse("");
        return new JournalEntry(
                request.method(), place.path(), place.account(), Collections.unmodifiableMap(kept), credential, at);
    }

    private static boolean isKept(String name) {
        return KEPT.contains(name) || KEPT_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static String trace(String credential) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(credential.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}

package org.enterprisemcp.upstream.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.InvalidCredentials;
import org.enterprisemcp.domain.token.UpstreamToken;

/** Turns a credential into the header that shows it. This is the one place where a secret leaves its wrapping. */
final class Credentials {

    /** Headers that frame the message or name its place: no key belongs there. */
    private static final Set<String> RESERVED = reserved();

    private final String bearerScheme;

    Credentials(String bearerScheme) {
        this.bearerScheme = bearerScheme;
    }

    /** The header to send; empty for an upstream that lets everybody in. */
    Map<String, String> headers(UpstreamToken token) {
        return switch (token) {
            case UpstreamToken.Bearer bearer ->
                Map.of(
                        "Authorization",
                        bearerScheme + " " + sendable(bearer.token().reveal()));
            case UpstreamToken.ApiKey key ->
                Map.of(headerName(key.header()), sendable(key.key().reveal()));
            case UpstreamToken.Basic basic -> Map.of("Authorization", "Basic " + encoded(basic));
            case UpstreamToken.Anonymous _ -> Map.of();
        };
    }

    /** The bare secrets of a credential, so that an answer which repeats one can be kept back. */
    static List<String> secrets(UpstreamToken token) {
        return switch (token) {
            case UpstreamToken.Bearer bearer -> List.of(bearer.token().reveal());
            case UpstreamToken.ApiKey key -> List.of(key.key().reveal());
            case UpstreamToken.Basic basic -> List.of(basic.password().reveal(), encoded(basic));
            case UpstreamToken.Anonymous _ -> List.of();
        };
    }

    private static String encoded(UpstreamToken.Basic basic) {
        if (basic.username().indexOf(':') >= 0) {
            throw refused("The user name must not hold a colon (RFC 7617).");
        }
        String pair = basic.username() + ":" + basic.password().reveal();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String headerName(String name) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}") || RESERVED.contains(name)) {
            throw refused("The header for the API key is not a usable header name.");
        }
        return name;
    }

    private static String sendable(String secret) {
        if (secret.isEmpty() || !secret.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw refused("The credential must be printable ASCII without line breaks; was it copied whole?");
        }
        return secret;
    }

    private static InvalidCredentials refused(String hint) {
        return new InvalidCredentials(hint, CallFacts.none());
    }

    private static Set<String> reserved() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(List.of(
                "Host",
                "Content-Length",
                "Transfer-Encoding",
                "Connection",
                "Content-Type",
                "Accept",
                "Accept-Encoding",
                "User-Agent",
                "Upgrade",
                "TE",
                "Trailer",
                "Expect"));
        return names;
    }
}

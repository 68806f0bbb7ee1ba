package org.enterprisemcp.oauth.client;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a browser may be sent with a code: which redirect URIs a client may register, and when one that is asked for is the one
 * that was registered. The comparison is of characters, but for the port of {@code http} on loopback, which a native client learns
 * only when it starts (RFC 8252 section 7.3).
 */
public final class RedirectUris {

    /** What browsers run, show or open by themselves, and what no client listens on. */
    private static final Set<String> REFUSED_SCHEMES = Set.of(
            "about",
            "blob",
            "content",
            "data",
            "file",
            "filesystem",
            "ftp",
            "intent",
            "jar",
            "javascript",
            "mailto",
            "ms-msdt",
            "search-ms",
            "sms",
            "tel",
            "urn",
            "vbscript",
            "view-source",
            "ws",
            "wss");

    private static final Pattern LOOPBACK =
            Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)(?::([0-9]{1,5}))?((?:[/?].*)?)");
    private static final int LARGEST_PORT = 65_535;

    private RedirectUris() {}

    /** What a client says it is ({@code application_type} of OpenID Connect registration); native unless it says otherwise. */
    enum Kind {
        NATIVE,
        WEB
    }

    /**
     * What is wrong with a redirect URI, in words that follow the name of a field; empty when a client may register it. Allowed are
     * https, http on {@code 127.0.0.1}, {@code [::1]} and {@code localhost}, and schemes of native applications such as
     * {@code cursor://}; a web client may have https alone, and not on this machine.
     */
    static Optional<String> problem(String uri, Kind kind) {
        UriText text;
        try {
            text = UriText.of(uri);
        } catch (IllegalArgumentException malformed) {
            return Optional.ofNullable(malformed.getMessage());
        }
        return switch (text.scheme()) {
            case "https" -> https(text, kind);
            case "http" -> http(uri, text, kind);
            default -> otherScheme(text, kind);
        };
    }

    private static Optional<String> https(UriText text, Kind kind) {
        Optional<UriText.Host> host = text.host();
        if (host.isEmpty()) {
            return Optional.of("has no host, or one that is no DNS name and no address");
        }
        return kind == Kind.WEB && isThisMachine(host.get().name())
                ? Optional.of("is on loopback, which a web client cannot use; register as application_type native")
                : Optional.empty();
    }

    private static Optional<String> http(String uri, UriText text, Kind kind) {
        if (kind == Kind.WEB) {
            return Optional.of("is not https, which a web client must use; register as application_type native");
        }
        return text.host().isPresent() && isLoopback(uri)
                ? Optional.empty()
                : Optional.of("is http on a host other than 127.0.0.1, [::1] or localhost; use https");
    }

    private static Optional<String> otherScheme(UriText text, Kind kind) {
        if (REFUSED_SCHEMES.contains(text.scheme())) {
            return Optional.of("has a scheme that no client may use");
        }
        if (kind == Kind.WEB) {
            return Optional.of("is not https, which a web client must use; register as application_type native");
        }
        if (text.authority().isEmpty() && !text.path().startsWith("/")) {
            return Optional.of("has no slash after its scheme; write it as scheme:/path or scheme://host/path");
        }
        return text.authority().isPresent() && text.host().isEmpty()
                ? Optional.of("has a host that is no name")
                : Optional.empty();
    }

    /** Whether a URI leads to a program on the user's own machine: http on {@code 127.0.0.1}, {@code [::1]}, {@code localhost}. */
    public static boolean isLoopback(String uri) {
        return loopback(uri).isPresent();
    }

    /**
     * Whether a URI that was asked for is the registered one.
     *
     * @param registered one that a client may register
     * @param requested as it came in, decoded once
     */
    public static boolean matches(String registered, String requested) {
        if (registered.equals(requested)) {
            return true;
        }
        Optional<Loopback> one = loopback(registered);
        return one.isPresent() && one.equals(loopback(requested));
    }

    /** A loopback URI without its port. */
    private record Loopback(String host, String rest) {}

    private static Optional<Loopback> loopback(String uri) {
        Matcher parts = LOOPBACK.matcher(uri);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(2) == null ? LARGEST_PORT : Integer.parseInt(parts.group(2));
        return port > 0 && port <= LARGEST_PORT
                ? Optional.of(new Loopback(parts.group(1), parts.group(3)))
                : Optional.empty();
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(?:\\.[0-9]{1,3}){3}");
    }
}

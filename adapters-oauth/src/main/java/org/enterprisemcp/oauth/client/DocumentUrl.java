package org.enterprisemcp.oauth.client;

import java.util.Locale;

/** The strict check of a URL before anything is fetched from it: what passes here is read the same way by every library. */
final class DocumentUrl {

    private static final int HTTPS_PORT = 443;

    private DocumentUrl() {}

    /** Whether a client id is meant to be the URL of a document, good or not. */
    static boolean isMeant(String clientId) {
        String start = clientId.toLowerCase(Locale.ROOT);
        return start.startsWith("https://") || start.startsWith("http://");
    }

    /**
     * Accepts https on a DNS name with a dot in it, at port 443, with a path; no address of any spelling.
     *
     * @throws IllegalArgumentException saying what is wrong, without the URL
     */
    static void check(String url) {
        UriText text = UriText.of(url);
        if (!text.scheme().equals("https")) {
            throw new IllegalArgumentException("is not https");
        }
        checkHostAndPath(text);
        if (text.host().flatMap(UriText.Host::port).orElse(HTTPS_PORT) != HTTPS_PORT) {
            throw new IllegalArgumentException("has another port than 443");
        }
    }

    /** Accepts what {@link #check} does, and http and other ports too: what is left of it is the guard on addresses. */
    static void checkHostAndPath(String url) {
        checkHostAndPath(UriText.of(url));
    }

    /** Accepts http on loopback with a path, and nothing else. */
    static void checkLoopback(String url) {
        if (!RedirectUris.isLoopback(url) || UriText.of(url).path().length() < 2) {
            throw new IllegalArgumentException("is not http on loopback with a path");
        }
    }

    private static void checkHostAndPath(UriText text) {
        if (text.host().filter(UriText.Host::isDnsName).isEmpty()) {
            throw new IllegalArgumentException("has no host, or one that is no DNS name");
        }
        if (text.path().length() < 2) {
            throw new IllegalArgumentException("has no path");
        }
    }

    /** The host of a URL that was accepted, in lower case. */
    static String host(String url) {
        return UriText.of(url).host().orElseThrow().name();
    }
}

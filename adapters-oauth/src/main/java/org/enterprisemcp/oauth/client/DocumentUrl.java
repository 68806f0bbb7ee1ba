package org.enterprisemcp.oauth.client;

import java.util.Optional;

/** The strict check of a URL before anything is fetched from it: what passes here is read the same way by every library. */
final class DocumentUrl {

    private static final String HTTPS = "https://";
    private static final int HTTPS_PORT = 443;

    private DocumentUrl() {}

    /** Whether a client id is meant to be the URL of a document, good or not. */
    static boolean isMeant(String clientId) {
        return clientId.regionMatches(true, 0, HTTPS, 0, HTTPS.length())
                || clientId.regionMatches(true, 0, "http://", 0, "http://".length());
    }

    /**
     * The host of a URL that may be fetched: https, a DNS name with a dot in it and no address, port 443, and a path.
     *
     * @param anyPort also http and every port, for listeners on loopback
     * @throws IllegalArgumentException saying what is wrong, without the URL
     */
    static String host(String url, boolean anyPort) {
        UriText text = UriText.of(url);
        if (!text.scheme().equals("https") && !(anyPort && text.scheme().equals("http"))) {
            throw new IllegalArgumentException("is not https");
        }
        Optional<UriText.Host> host = text.host().filter(UriText.Host::isDnsName);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("has no host, or one that is no DNS name");
        }
        if (!anyPort && host.get().port().orElse(HTTPS_PORT) != HTTPS_PORT) {
            throw new IllegalArgumentException("has another port than 443");
        }
        if (text.path().length() < 2) {
            throw new IllegalArgumentException("has no path");
        }
        return host.get().name();
    }
}

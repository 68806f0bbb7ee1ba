package org.enterprisemcp.oauth.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.oauth.client.RedirectUris.Kind;

/**
 * The operator's own list of redirect URIs ({@code MCP_OAUTH_ALLOWED_REDIRECT_URIS}). It narrows what clients that nobody here knows
 * may register; it never widens it. There are no wildcards: an entry is a whole URI, or an origin, which stands for all URIs of that
 * scheme, host and port. On loopback the port does not count: {@code http://127.0.0.1} is every port there.
 */
public final class RedirectRule {

    /** Whatever a client may register. */
    public static final RedirectRule ANY = new RedirectRule(List.of());

    private final List<Entry> entries;

    private RedirectRule(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** One line of the list: everything below an origin, or one URI. */
    private sealed interface Entry {
        record Origin(String scheme, UriText.Host host) implements Entry {}

        record Whole(String uri) implements Entry {}
    }

    /**
     * The list of a setting, separated by commas or blanks; an empty one allows everything that may be registered.
     *
     * @throws IllegalArgumentException saying which entry cannot be used and why
     */
    public static RedirectRule of(String setting) {
        List<Entry> entries = new ArrayList<>();
        for (String part : setting.strip().split("[,\\s]+", -1)) {
            if (!part.isEmpty()) {
                entries.add(entry(part, entries.size() + 1));
            }
        }
        return entries.isEmpty() ? ANY : new RedirectRule(entries);
    }

    private static Entry entry(String uri, int number) {
        if (uri.indexOf('*') >= 0) {
            throw new IllegalArgumentException("entry " + number
                    + " has a wildcard; write a whole redirect URI, or an origin such as https://claude.ai");
        }
        RedirectUris.problem(uri, Kind.NATIVE).ifPresent(problem -> {
            throw new IllegalArgumentException("entry " + number + " " + problem);
        });
        UriText text = UriText.of(uri);
        boolean bare = text.path().isEmpty() && text.query().isEmpty();
        return bare && text.host().isPresent()
                ? new Entry.Origin(
                        text.scheme(), withoutLoopbackPort(uri, text.host().get()))
                : new Entry.Whole(uri);
    }

    /** Whether a URI that may be registered is on the list too. */
    public boolean allows(String uri) {
        if (entries.isEmpty()) {
            return true;
        }
        UriText text;
        try {
            text = UriText.of(uri);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        Optional<Entry.Origin> origin =
                text.host().map(host -> new Entry.Origin(text.scheme(), withoutLoopbackPort(uri, host)));
        return entries.stream().anyMatch(entry -> switch (entry) {
            case Entry.Origin all -> origin.filter(all::equals).isPresent();
            case Entry.Whole one -> RedirectUris.matches(one.uri(), uri);
        });
    }

    private static UriText.Host withoutLoopbackPort(String uri, UriText.Host host) {
        return RedirectUris.isLoopback(uri) ? new UriText.Host(host.name(), Optional.empty()) : host;
    }
}

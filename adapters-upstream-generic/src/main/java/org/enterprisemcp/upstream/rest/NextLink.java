package org.enterprisemcp.upstream.rest;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.target.BaseUrl;

/** Links to the next page, which come absolute, path-absolute and relative, and always from a body that nobody vouches for. */
public final class NextLink {

    private static final Pattern LINK = Pattern.compile("<([^<>]{1,4000})>([^<]*)");
    private static final Pattern PATH_STEP = Pattern.compile("(?i)(?:^|/)(?:\\.|%2e){1,2}(?:/|$)");

    private NextLink() {}

    /**
     * Where a link leads, seen from the request that brought it; empty when that is not below the same base URL, where the
     * credential must not go.
     */
    public static Optional<URI> resolve(URI request, String link, BaseUrl base) {
        try {
            URI target = target(request, link.strip()).normalize();
            URI home = URI.create(base.value());
            return isBelow(home, target) ? Optional.of(withoutFragment(target)) : Optional.empty();
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }

    /** RFC 3986, section 5.4: a link that is only a query keeps the whole path, which java.net.URI does not know. */
    private static URI target(URI request, String link) {
        return link.startsWith("?") ? request.resolve(request.getRawPath() + link) : request.resolve(link);
    }

    /** The target of the first link of a relation in a {@code Link} header (RFC 8288). */
    public static Optional<String> inHeader(String header, String relation) {
        Pattern wanted = Pattern.compile(
                "(?i);\\s*rel\\s*=\\s*\"?(?:[^\";]*\\s)?" + Pattern.quote(relation) + "(?=[\\s\";,]|$)");
        Matcher link = LINK.matcher(header);
        while (link.find()) {
            if (wanted.matcher(link.group(2)).find()) {
                return Optional.of(link.group(1));
            }
        }
        return Optional.empty();
    }

    private static boolean isBelow(URI home, URI target) {
        return target.getHost() != null
                && target.getRawUserInfo() == null
                && home.getScheme().equalsIgnoreCase(target.getScheme())
                && lower(home.getHost()).equals(lower(target.getHost()))
                && port(home) == port(target)
                && target.getRawPath().startsWith(home.getRawPath())
                && !PATH_STEP.matcher(target.getRawPath()).find();
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    private static URI withoutFragment(URI url) {
        String text = url.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? url : URI.create(text.substring(0, fragment));
    }

    private static String lower(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}

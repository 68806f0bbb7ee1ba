package org.enterprisemcp.oauth.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * The URLs under which clients know this server. They come from the configuration alone: whatever a request says of the host that
 * it was sent to, the answer names these.
 *
 * @param base the base URL, without a slash at its end
 * @param issuer the issuer of all that is issued here, byte for byte as in the metadata (RFC 8414 section 3.3)
 */
public record ServerUrls(String base, String issuer) {

    public ServerUrls {
        Objects.requireNonNull(issuer, "issuer");
        if (base.endsWith("/")) {
            throw new IllegalArgumentException("base must not end with a slash");
        }
    }

    /** The URL of the MCP endpoint, which all tokens are good for (RFC 8707). */
    public String resource() {
        return base + "/mcp";
    }

    /** Where users come back to from the upstream's login. */
    public String callback() {
        return base + "/auth/callback";
    }

    /** The path of the base URL: empty or {@code /prefix}. */
    public String path() {
        return URI.create(base).getRawPath();
    }

    String metadata() {
        return base + "/.well-known/oauth-protected-resource/mcp";
    }

    String endpoint(String name) {
        return base + "/" + name;
    }

    boolean isHttps() {
        return base.startsWith("https:");
    }

    /** The origin as browsers write it (RFC 6454 section 6.2). */
    String origin() {
        URI uri = URI.create(base);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /**
     * Whether a {@code resource} means this server. Clients write it with a slash at its end, with a query, with another case of
     * the host, or leave the path out; there is only one resource here that they can mean.
     */
    boolean isResource(String resource) {
        try {
            URI wanted = new URI(resource);
            URI own = URI.create(resource());
            return own.getScheme().equalsIgnoreCase(wanted.getScheme())
                    && wanted.getRawUserInfo() == null
                    && wanted.getRawFragment() == null
                    && wanted.getRawAuthority() != null
                    && own.getRawAuthority().equals(wanted.getRawAuthority().toLowerCase(Locale.ROOT))
                    && isPath(wanted.getRawPath(), own.getRawPath());
        } catch (URISyntaxException noUri) {
            return false;
        }
    }

    private static boolean isPath(String wanted, String own) {
        return wanted.isEmpty() || wanted.equals("/") || wanted.equals(own) || wanted.equals(own + "/");
    }
}

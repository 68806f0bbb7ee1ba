package org.enterprisemcp.oauth.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an issuer publishes of itself (OpenID Connect Discovery section 4, RFC 8414). It is fetched when it is first needed, kept
 * for a day, and good for longer while the issuer cannot be reached; an issuer that is down keeps no server from starting.
 */
public final class IssuerMetadata {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerMetadata.class);
    private static final Duration GOOD_FOR = Duration.ofDays(1);
    private static final Duration NOT_TWICE_WITHIN = Duration.ofSeconds(30);
    /** Secrets go to these addresses: by https, or to this machine. */
    private static final Pattern SAFE =
            Pattern.compile("https://\\S+|http://(?:localhost|\\[::1]|127(?:\\.[0-9]{1,3}){3})[:/]\\S*");

    private final String issuer;
    private final Clock clock;
    private final JsonGet get = new JsonGet();
    private final ReentrantLock fetching = new ReentrantLock();
    private Optional<Document> known = Optional.empty();
    private Instant fetchedAt = Instant.MIN;
    private Instant triedAt = Instant.MIN;

    /** @param issuer the issuer, byte for byte as its tokens name it */
    public IssuerMetadata(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Where its endpoints are (RFC 8414 names).
     *
     * @param namesIssuer whether redirects back from its login name it (RFC 9207)
     */
    public record Document(
            Optional<String> authorization,
            Optional<String> token,
            Optional<String> revocation,
            Optional<String> introspection,
            Optional<String> jwks,
            boolean namesIssuer) {}

    /** The issuer. */
    public String issuer() {
        return issuer;
    }

    /** What it publishes; empty while nothing can be had from it. */
    public Optional<Document> document() {
        fetching.lock();
        try {
            Instant now = clock.instant();
            boolean fresh = known.isPresent() && now.isBefore(fetchedAt.plus(GOOD_FOR));
            boolean justTried = now.minus(NOT_TWICE_WITHIN).isBefore(triedAt);
            if (!fresh && !justTried) {
                triedAt = now;
                Optional<Document> fetched = fetched();
                if (fetched.isPresent()) {
                    known = fetched;
                    fetchedAt = now;
                }
            }
            return known;
        } finally {
            fetching.unlock();
        }
    }

    private Optional<Document> fetched() {
        for (String place : places()) {
            Optional<JsonNode> document = get.object(place);
            if (document.isPresent()) {
                if (issuer.equals(document.get().path("issuer").asText())) {
                    return document.map(IssuerMetadata::read);
                }
                LOG.error(
                        "event=discovery result=refused url={} reason=\"it is the document of another issuer; is the issuer"
                                + " spelled as its tokens spell it?\"",
                        place);
                return Optional.empty();
            }
        }
        LOG.error("event=discovery result=failed issuer={}", issuer);
        return Optional.empty();
    }

    /** The places where it may stand, the likelier one first. */
    public List<String> places() {
        String base = issuer.replaceFirst("/$", "");
        String path = URI.create(base).getRawPath();
        String host = base.substring(0, base.length() - path.length());
        return List.of(
                base + "/.well-known/openid-configuration", host + "/.well-known/oauth-authorization-server" + path);
    }

    private static Document read(JsonNode document) {
        return new Document(
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "token_endpoint"),
                endpoint(document, "revocation_endpoint"),
                endpoint(document, "introspection_endpoint"),
                endpoint(document, "jwks_uri"),
                document.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    private static Optional<String> endpoint(JsonNode document, String name) {
        return Optional.of(document.path(name).asText(""))
                .filter(url -> SAFE.matcher(url).matches());
    }
}

package org.enterprisemcp.oauth.grant;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.grant.StateSpace.Found;
import org.enterprisemcp.oauth.key.Opaque;

/**
 * The codes that clients get for a grant (RFC 6749 section 4.1.2). Each is good once and for a minute. It is remembered a while
 * longer: a code that comes twice was stolen from somebody, so the grant ends (section 10.5).
 */
public final class AuthorizationCodes {

    private static final Duration GOOD = Duration.ofSeconds(60);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final StateSpace<Issued> codes;
    private final Revocations revocations;
    private final Clock clock;

    /** @param store whose values are sealed before they leave this process */
    public AuthorizationCodes(StateStore store, Revocations revocations, Clock clock) {
        this.codes = new StateSpace<>(store, "code", Issued.class);
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * A code as it was given out.
     *
     * @param challenge the hash of the verifier that must come with it (RFC 7636, S256)
     * @param expiresAt when it is no longer good, in milliseconds since 1970
     */
    record Issued(String grantId, String clientId, String redirectUri, String challenge, long expiresAt, boolean used) {
        private Issued spent() {
            return new Issued(grantId, clientId, redirectUri, challenge, expiresAt, true);
        }
    }

    /**
     * What a client shows to redeem a code.
     *
     * @param redirectUri empty where the client leaves it out, as OAuth 2.1 does
     */
    public record Redemption(String code, String clientId, String verifier, Optional<String> redirectUri) {
        @Override
        public String toString() {
            return "Redemption[***]";
        }
    }

    /** A new code for a grant. */
    public String issue(String grantId, String clientId, String redirectUri, String challenge) {
        String code = Opaque.create();
        long end = clock.instant().plus(GOOD).toEpochMilli();
        codes.put(Opaque.hash(code), new Issued(grantId, clientId, redirectUri, challenge, end, false), REMEMBERED);
        return code;
    }

    /**
     * The grant of a code. Of several who try at once, one gets it; whatever is wrong with a try, the code is spent by it.
     *
     * @throws OAuthRefusal with the same words whatever is wrong
     */
    String redeem(Redemption shown) {
        String key = Opaque.hash(shown.code());
        while (true) {
            Found<Issued> found = codes.find(key).orElseThrow(() -> refused("no such code"));
            if (found.value().used()) {
                revocations.end(found.value().grantId(), "code_replay");
                throw refused("the code was used before; its grant has ended");
            }
            if (codes.replace(key, found, found.value().spent(), REMEMBERED)) {
                check(found.value(), shown);
                return found.value().grantId();
            }
        }
    }

    private void check(Issued issued, Redemption shown) {
        if (!issued.clientId().equals(shown.clientId())) {
            throw refused("the code is another client's");
        }
        if (clock.millis() > issued.expiresAt()) {
            throw refused("the code has expired");
        }
        if (!Opaque.same(issued.challenge(), Opaque.hash(shown.verifier()))) {
            throw refused("the verifier does not fit the challenge");
        }
        if (shown.redirectUri().filter(uri -> !uri.equals(issued.redirectUri())).isPresent()) {
            throw refused("the redirect URI is another one");
        }
    }

    private static OAuthRefusal refused(String reason) {
        return new OAuthRefusal(
                OAuthError.INVALID_GRANT, "The code is not good, or no longer; begin with /authorize again.", reason);
    }
}

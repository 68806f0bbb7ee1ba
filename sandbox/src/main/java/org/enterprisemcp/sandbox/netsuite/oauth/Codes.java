package org.enterprisemcp.sandbox.netsuite.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/** Authorization codes: each good once, for one client, one account, one redirect URI and one verifier. */
final class Codes {

    /** NetSuite does not say how long; its help asks to use a code at once. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final int MOST = 1_000;
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final Tickets<Given> codes;

    /**
     * What a code stands for.
     *
     * @param wanted what the client asked for
     * @param choice whom the user acts as
     */
    record Given(Authorization.Wanted wanted, Login.Choice choice) {}

    Codes(Clock clock) {
        this.codes = new Tickets<>(clock, MOST);
    }

    String issue(Authorization.Wanted wanted, Login.Choice choice) {
        return codes.issue(new Given(wanted, choice), LIFE);
    }

    /** Uses up the code of a form; whatever does not fit to it is an invalid_grant. */
    Given redeem(Account account, OAuthClient client, Form form) throws OAuthRefusal {
        String code = form.required("code");
        String redirectUri = form.required("redirect_uri");
        Given given = codes.take(code).orElseThrow(OAuthRefusal::grant);
        Authorization.Wanted wanted = given.wanted();
        boolean fits = wanted.client().equals(client)
                && given.choice().account().equals(account)
                && wanted.redirectUri().equals(redirectUri)
                && challenge(form.field("code_verifier")).equals(wanted.challenge());
        if (!fits) {
            throw OAuthRefusal.grant();
        }
        return given;
    }

    /** The challenge of this verifier; empty without one. */
    private static String challenge(String verifier) throws OAuthRefusal {
        if (verifier.isEmpty()) {
            return "";
        }
        if (!VERIFIER.matcher(verifier).matches()) {
            throw OAuthRefusal.grant();
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException notThisJava) {
            throw new IllegalStateException("every Java has SHA-256", notThisJava);
        }
    }
}

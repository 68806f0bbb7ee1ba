package org.enterprisemcp.oauth.grant;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.oauth.key.Opaque;

/**
 * A refresh token, {@code rt1.GRANT.SECRET}. It is no JWT: no leaked key can make one, nothing mistakes it for an access token, and
 * its grant is found without a search.
 *
 * @param text the whole token
 * @param grantId whose it is
 */
record RefreshToken(String text, String grantId) {

    private static final Pattern FORM = Pattern.compile("rt1\\.([A-Za-z0-9_-]{22})\\.[A-Za-z0-9_-]{43}");

    static RefreshToken create(String grantId) {
        return new RefreshToken("rt1." + grantId + "." + Opaque.create(), grantId);
    }

    static Optional<RefreshToken> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new RefreshToken(text, form.group(1))) : Optional.empty();
    }

    String hash() {
        return Opaque.hash(text);
    }

    /** Whether it is the grant's present token or the one before it. */
    boolean isOf(Grant grant) {
        return Opaque.same(hash(), grant.rotation().current())
                || Opaque.same(hash(), grant.rotation().previous());
    }

    @Override
    public String toString() {
        return "RefreshToken[***]";
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/**
 * The OAuth part of an {@code auth} block: it feeds the login, not the calls. URLs have places for the account and the variables.
 *
 * @param issuer who issues the tokens
 * @param authorizeUrl where people sign in
 * @param tokenUrl where tokens are had
 * @param revokeUrl where they are revoked
 * @param introspectUrl where they are looked at
 * @param jwksUrl where the keys stand that sign them
 * @param secretInForm whether a client's secret goes in the form rather than in the header
 * @param scopes what is asked for
 * @param scopeRule what may be asked for
 * @param authorizeParams what else the authorization endpoint is told
 */
record LoginBlock(
        Optional<UrlTemplate> issuer,
        UrlTemplate authorizeUrl,
        UrlTemplate tokenUrl,
        Optional<UrlTemplate> revokeUrl,
        Optional<UrlTemplate> introspectUrl,
        Optional<UrlTemplate> jwksUrl,
        boolean secretInForm,
        List<UrlTemplate> scopes,
        Optional<ScopeRule> scopeRule,
        Map<String, String> authorizeParams) {

    /**
     * What may be asked for.
     *
     * @param pattern what every scope must look like
     * @param needed what at least one must look like
     * @param hint what to do, for people
     */
    record ScopeRule(Pattern pattern, Optional<Pattern> needed, String hint) {}
}

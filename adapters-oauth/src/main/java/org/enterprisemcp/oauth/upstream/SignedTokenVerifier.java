package org.enterprisemcp.oauth.upstream;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer.Endpoints;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.token.Secret;

/** Verifies by the issuer's keys: the id token (OpenID Connect Core section 3.1.3.7), or the access token, a JWT. */
public final class SignedTokenVerifier implements TokenVerifier {

    private final Subject subject;
    private final UpstreamAuthorizationServer server;
    private final String issuer;
    private final String clientId;
    private final List<String> asked;
    private final Clock clock;
    private final Map<Optional<AccountId>, SignedTokens> tokensOf = new ConcurrentHashMap<>();

    /** Which of the two is verified. */
    public enum Subject {
        /** The id token: who signed in, in this very login. */
        ID_TOKEN,
        /** The access token. */
        ACCESS_TOKEN
    }

    /**
     * Verifies tokens of one authorization server.
     *
     * @param issuer who must have issued them
     * @param clientId for whom an id token must be
     * @param asked the scopes that were asked for
     */
    public SignedTokenVerifier(
            Subject subject,
            UpstreamAuthorizationServer server,
            String issuer,
            String clientId,
            List<String> asked,
            Clock clock) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.server = server;
        this.issuer = issuer;
        this.clientId = clientId;
        this.asked = List.copyOf(asked);
        this.clock = clock;
    }

    @Override
    public Set<String> scopesOf(TokenResponse answer, String nonce, Optional<AccountId> account) {
        SignedTokens tokens = tokensOf.computeIfAbsent(
                account,
                known -> new SignedTokens(
                        issuer, () -> Optional.of(server.endpoints(known)).flatMap(Endpoints::jwks), Set.of(), clock));
        return switch (subject) {
            case ID_TOKEN -> {
                checkIdToken(tokens.claims(idToken(answer)), nonce);
                yield TokenVerifier.answered(answer, asked);
            }
            case ACCESS_TOKEN -> {
                JWTClaimsSet claims = tokens.claims(answer.accessToken().reveal());
                yield answer.scopes().isEmpty() ? TokenScopes.of(claims) : Set.copyOf(answer.scopes());
            }
        };
    }

    private static String idToken(TokenResponse answer) {
        return answer.idToken()
                .map(Secret::reveal)
                .orElseThrow(() -> new TokenValidation("there is no id token; ask for the scope openid"));
    }

    private void checkIdToken(JWTClaimsSet claims, String nonce) {
        boolean forUs = claims.getAudience().contains(clientId)
                && (claims.getAudience().size() == 1 || clientId.equals(claims.getClaim("azp")));
        if (!forUs) {
            throw new TokenValidation("aud of the id token is another client");
        }
        if (!nonce.equals(claims.getClaim("nonce"))) {
            throw new TokenValidation("nonce of the id token is not that of this login");
        }
    }
}

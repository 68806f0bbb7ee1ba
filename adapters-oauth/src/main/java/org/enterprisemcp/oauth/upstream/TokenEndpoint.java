package org.enterprisemcp.oauth.upstream;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.enterprisemcp.oauth.upstream.BoundedHttp.Answer;

/** The token endpoint of the upstream's authorization server (RFC 6749 section 3.2), asked as one client. */
final class TokenEndpoint {

    private static final Duration ASSERTION_LIFETIME = Duration.ofMinutes(5);
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final OAuthClient client;
    private final TokenReader reader;
    private final FormPost post = new FormPost();
    private final Clock clock;

    TokenEndpoint(OAuthClient client, Optional<Duration> usualLifetime, Clock clock) {
        this.client = client;
        this.reader = new TokenReader(usualLifetime);
        this.clock = clock;
    }

    /** Asks for tokens. */
    TokenAnswer ask(String url, Map<String, String> form) {
        return answer(url, form)
                .map(answer -> reader.read(answer.status(), answer.body(), answer.retryAfterSeconds()))
                .orElseGet(() -> new TokenAnswer.Failed(OptionalInt.empty(), Optional.empty()));
    }

    /** Sends a form, with the client's proof, to this endpoint or a neighbour of it; empty where nobody answers. */
    Optional<Answer> answer(String url, Map<String, String> form) {
        Map<String, String> fields = new LinkedHashMap<>(form);
        return switch (client.proof()) {
            case OAuthClient.Proof.Nothing nobody -> {
                fields.put("client_id", client.clientId());
                yield post.send(url, fields, Optional.empty());
            }
            case OAuthClient.Proof.BasicSecret(var secret) ->
                post.send(url, fields, Optional.of(new FormPost.Basic(client.clientId(), secret)));
            case OAuthClient.Proof.PostedSecret(var secret) -> {
                fields.put("client_id", client.clientId());
                fields.put("client_secret", secret.reveal());
                yield post.send(url, fields, Optional.empty());
            }
            case OAuthClient.Proof.SignedAssertion(var key) -> {
                fields.put("client_assertion_type", ASSERTION_TYPE);
                fields.put("client_assertion", key.sign(claims(url, form.getOrDefault("scope", ""))));
                yield post.send(url, fields, Optional.empty());
            }
        };
    }

    private JWTClaimsSet claims(String url, String scope) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(client.clientId())
                .subject(client.clientId())
                .audience(url)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION_LIFETIME)));
        if (!scope.isEmpty()) {
            claims.claim("scope", scope);
        }
        return claims.build();
    }
}

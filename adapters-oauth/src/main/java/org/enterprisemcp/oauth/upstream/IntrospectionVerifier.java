package org.enterprisemcp.oauth.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.TokenValidation;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.target.AccountId;

/** The upstream's authorization server itself says whether the access token is good (RFC 7662). */
public final class IntrospectionVerifier implements TokenVerifier {

    private final UpstreamAuthorizationServer server;
    private final Clock clock;
    private final TokenEndpoint endpoint;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param client who asks */
    public IntrospectionVerifier(UpstreamAuthorizationServer server, OAuthClient client, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.endpoint = new TokenEndpoint(client, Optional.empty(), clock);
    }

    @Override
    public Set<String> scopesOf(TokenResponse tokens, String nonce, Optional<AccountId> account) {
        String url = server.endpoints(account)
                .introspection()
                .orElseThrow(() -> new TokenValidation("nobody told where tokens are introspected"));
        Map<String, String> form = Map.of("token", tokens.accessToken().reveal(), "token_type_hint", "access_token");
        JsonNode answer = endpoint.answer(url, form)
                .filter(reply -> reply.status() == 200)
                .flatMap(reply -> object(reply.body()))
                .orElseThrow(() -> new Connection(
                        "The upstream's introspection endpoint does not answer as it should.",
                        CallFacts.unanswered(1)));
        // Only the literal counts: the text "true" is what no server that keeps to the RFC says.
        if (!answer.path("active").isBoolean() || !answer.path("active").booleanValue()) {
            throw new TokenValidation("the introspection endpoint says that it is not active");
        }
        if (answer.has("exp") && answer.path("exp").asLong() <= clock.instant().getEpochSecond()) {
            throw new TokenValidation("the introspection endpoint says that it has expired");
        }
        Optional<String> issuer = server.issuer();
        if (issuer.isPresent()
                && answer.has("iss")
                && !issuer.get().equals(answer.path("iss").asText())) {
            throw new TokenValidation("the introspection endpoint names another issuer");
        }
        return TokenScopes.written(answer.path("scope").asText(""));
    }

    private Optional<JsonNode> object(String body) {
        try {
            return Optional.of(json.readTree(body)).filter(JsonNode::isObject);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}

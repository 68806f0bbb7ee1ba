package org.enterprisemcp.oauth.upstream;

import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.InvalidCredentials;
import org.enterprisemcp.domain.error.AuthenticationException.TokenRefresh;
import org.enterprisemcp.domain.error.UpstreamException.Connection;

/** Turns what a token endpoint answered into what a tool call fails with. */
final class Refusals {

    private Refusals() {}

    /**
     * The tokens, if there are any.
     *
     * @throws InvalidCredentials when the server refuses the client
     * @throws TokenRefresh when it refuses for another reason
     * @throws Connection when it cannot be reached or fails
     */
    static TokenResponse tokens(TokenAnswer answer) {
        return switch (answer) {
            case TokenResponse tokens -> tokens;
            case TokenAnswer.Refused refused
            when refused.isInvalidClient() ->
                throw new InvalidCredentials(
                        "Tell the operator: the upstream's token endpoint refuses this server's client id, secret or"
                                + " certificate (" + refused.explanation().orElse(refused.error()) + ").",
                        CallFacts.answered(refused.status(), 1));
            case TokenAnswer.Refused refused ->
                throw new TokenRefresh(
                        "The upstream's token endpoint refused the request ("
                                + refused.explanation().orElse(refused.error()) + ").",
                        CallFacts.answered(refused.status(), 1));
            case TokenAnswer.Failed failed
            when failed.status().isPresent() -> {
                int status = failed.status().getAsInt();
                throw new Connection(
                        "The upstream's token endpoint failed with status " + status + ".",
                        CallFacts.answered(status, 1));
            }
            case TokenAnswer.Failed unreachable ->
                throw new Connection("The upstream's token endpoint could not be reached.", CallFacts.unanswered(1));
        };
    }
}

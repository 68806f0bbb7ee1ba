package org.enterprisemcp.oauth.upstream;

import java.util.Optional;
import java.util.OptionalInt;

/** What came of a request to the upstream's token endpoint. */
public sealed interface TokenAnswer permits TokenResponse, TokenAnswer.Refused, TokenAnswer.Failed {

    /**
     * The server refuses the request.
     *
     * @param error one of the RFCs' codes; whatever else the server said stays where it was read
     */
    record Refused(int status, String error) implements TokenAnswer {

        /** Whether the code or refresh token is no longer good, which no repetition mends. */
        public boolean isInvalidGrant() {
            return error.equals("invalid_grant");
        }

        /** Whether it is this server itself that is refused. */
        public boolean isInvalidClient() {
            return error.equals("invalid_client") || error.equals("unauthorized_client") || status == 401;
        }
    }

    /**
     * The server cannot be reached, fails, or answers what is no token response.
     *
     * @param status what it answered; empty without an answer
     * @param retryAfterSeconds when it wants to be asked again; empty where it did not say
     */
    record Failed(OptionalInt status, Optional<Long> retryAfterSeconds) implements TokenAnswer {}
}

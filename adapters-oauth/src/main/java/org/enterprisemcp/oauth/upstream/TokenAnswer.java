package org.enterprisemcp.oauth.upstream;

import java.util.Optional;
import java.util.OptionalInt;

/** What came of a request to the upstream's token endpoint. */
public sealed interface TokenAnswer permits TokenResponse, TokenAnswer.Refused, TokenAnswer.Failed {

    /**
     * The server refuses the request.
     *
     * @param error one of the RFCs' codes; whatever else the server said stays where it was read
     * @param vendorCode the server's own code, letters and digits only; empty where it gave none that is known
     */
    record Refused(int status, String error, Optional<String> vendorCode) implements TokenAnswer {

        /** What is most likely wrong, in words for the operator; empty where nothing is known about it. */
        public Optional<String> explanation() {
            return KnownProblems.explain(error, vendorCode);
        }

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

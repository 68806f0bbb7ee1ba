package org.enterprisemcp.domain.error;

import org.enterprisemcp.domain.call.CallFacts;

/** Nobody is signed in, or what they signed in with no longer works. */
public abstract sealed class AuthenticationException extends McpServerException {

    private AuthenticationException(ErrorCode code, String safeMessage, String hint, CallFacts facts) {
        super(code, safeMessage, hint, facts);
    }

    /** There is no credential to call the upstream with. */
    public static final class NoSession extends AuthenticationException {
        /** @param hint how to get a credential: where to sign in, or which settings to set */
        public NoSession(String hint) {
            super(ErrorCode.NO_SESSION, "There is no credential for the upstream.", hint, CallFacts.none());
        }
    }

    /** The upstream says that the credential has expired or is no longer accepted. */
    public static final class TokenExpired extends AuthenticationException {
        public TokenExpired(CallFacts facts) {
            super(
                    ErrorCode.TOKEN_EXPIRED,
                    "The upstream no longer accepts the access token.",
                    "Sign in again, then repeat the call.",
                    facts);
        }
    }

    /** A new upstream token could not be had with the old one. */
    public static final class TokenRefresh extends AuthenticationException {
        public TokenRefresh(String safeMessage, CallFacts facts) {
            super(ErrorCode.TOKEN_REFRESH, safeMessage, "Sign in again, then repeat the call.", facts);
        }
    }

    /** A token that was presented is not one of ours, or not for us. */
    public static final class TokenValidation extends AuthenticationException {
        public TokenValidation(String safeMessage) {
            super(ErrorCode.TOKEN_VALIDATION, safeMessage, "Sign in again, then repeat the call.", CallFacts.none());
        }
    }

    /** The upstream refuses the configured credential, and no newer one can be had. */
    public static final class InvalidCredentials extends AuthenticationException {
        /** @param hint which settings hold the credential that was refused */
        public InvalidCredentials(String hint, CallFacts facts) {
            super(ErrorCode.INVALID_CREDENTIALS, "The upstream refuses the configured credential.", hint, facts);
        }
    }
}

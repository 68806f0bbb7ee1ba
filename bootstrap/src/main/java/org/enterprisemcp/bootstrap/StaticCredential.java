package org.enterprisemcp.bootstrap;

import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.InvalidCredentials;
import org.enterprisemcp.domain.error.AuthenticationException.NoSession;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.UpstreamToken;

/** One credential from the configuration for all calls ({@code UPSTREAM_CREDENTIAL=static}). */
final class StaticCredential implements UpstreamTokens {

    private static final String KEYS =
            "UPSTREAM_ACCESS_TOKEN, or UPSTREAM_API_KEY, or UPSTREAM_USERNAME and UPSTREAM_PASSWORD, or"
                    + " UPSTREAM_OAUTH_CLIENT_ID with UPSTREAM_OAUTH_CLIENT_SECRET";

    private final Optional<UpstreamToken> credential;

    /** @param credential empty when none is configured; calls then fail with the names of the keys to set */
    StaticCredential(Optional<UpstreamToken> credential) {
        this.credential = credential;
    }

    @Override
    public UpstreamToken forCaller(Caller caller, Target target) {
        return credential.orElseThrow(
                () -> new NoSession("Set " + KEYS + " in the server's environment and start it again."));
    }

    /** A configured credential has no newer one. */
    @Override
    public UpstreamToken renewed(Caller caller, Target target, UpstreamToken rejected, CallFacts facts) {
        throw new InvalidCredentials(
                "Tell the operator: the configured credential (" + KEYS + ") is wrong or has expired.", facts);
    }
}

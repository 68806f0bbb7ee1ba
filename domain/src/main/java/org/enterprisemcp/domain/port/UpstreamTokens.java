package org.enterprisemcp.domain.port;

import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.UpstreamSession;
import org.enterprisemcp.domain.token.UpstreamToken;

/** The credentials that calls go upstream with. A caller's own token is never among them. */
public interface UpstreamTokens {

    /**
     * The credential for a caller's call.
     *
     * @throws org.enterprisemcp.domain.error.AuthenticationException.NoSession when there is none
     */
    UpstreamToken forCaller(Caller caller, Target target);

    /**
     * A fresh credential in place of one that the upstream has just refused.
     *
     * @param rejected the refused one, so that a newer one that is already there is used instead of a second refresh
     * @param facts the exchange in which it was refused
     * @throws org.enterprisemcp.domain.error.AuthenticationException when no fresh one can be had
     */
    UpstreamToken renewed(Caller caller, Target target, UpstreamToken rejected, CallFacts facts);

    /** How a caller is signed in at the upstream; empty where all callers share the server's own credential. */
    default Optional<UpstreamSession> session(Caller caller) {
        return Optional.empty();
    }
}

package org.enterprisemcp.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.port.UpstreamTokens;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;

/** Bearer tokens that say whose they are and how often they were renewed: {@code token-of-ann-0}, {@code token-of-ann-1}. */
public final class FakeTokens implements UpstreamTokens {

    private final AtomicInteger renewals = new AtomicInteger();

    /** How often a token was renewed. */
    public int renewals() {
        return renewals.get();
    }

    @Override
    public UpstreamToken forCaller(Caller caller, Target target) {
        return token(caller, renewals.get());
    }

    @Override
    public UpstreamToken renewed(Caller caller, Target target, UpstreamToken rejected, CallFacts facts) {
        return token(caller, renewals.incrementAndGet());
    }

    private static UpstreamToken token(Caller caller, int generation) {
        return new UpstreamToken.Bearer(new Secret("token-of-" + caller.principal() + "-" + generation));
    }
}

package org.enterprisemcp.upstream.generic;

import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestEngine;
import org.enterprisemcp.upstream.rest.RestRequest;

/** Calls the engine in the descriptor's dialect. */
final class Exchanges {

    private final RestEngine engine;
    private final Descriptor descriptor;

    Exchanges(RestEngine engine, Descriptor descriptor) {
        this.engine = engine;
        this.descriptor = descriptor;
    }

    RestAnswer call(CallScope scope, RestRequest request) {
        return engine.call(withoutNeedlessCredential(scope), request, descriptor.errors());
    }

    /** An upstream that lets everybody in is shown no secret, even if one is configured. */
    private CallScope withoutNeedlessCredential(CallScope scope) {
        return descriptor.auth().kind() == Descriptor.Auth.Kind.NONE
                ? scope.showing(new UpstreamToken.Anonymous())
                : scope;
    }
}

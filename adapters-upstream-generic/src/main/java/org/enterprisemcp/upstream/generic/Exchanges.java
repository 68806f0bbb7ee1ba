package org.enterprisemcp.upstream.generic;

import java.util.Optional;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.upstream.rest.Dialect;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestEngine;
import org.enterprisemcp.upstream.rest.RestRequest;

/** Calls the engine in the descriptor's dialect. */
final class Exchanges {

    private final RestEngine engine;
    private final Dialect dialect;
    private final Optional<UpstreamToken> own;
    private final Quotas quotas;

    /** @param own the credential that the descriptor names itself, which goes before any other */
    Exchanges(RestEngine engine, Dialect dialect, Optional<UpstreamToken> own, Quotas quotas) {
        this.engine = engine;
        this.dialect = dialect;
        this.own = own;
        this.quotas = quotas;
    }

    RestAnswer call(CallScope scope, RestRequest request) {
        RestAnswer answer = engine.call(own.map(scope::showing).orElse(scope), request, dialect);
        quotas.note(scope.target(), answer);
        return answer;
    }
}

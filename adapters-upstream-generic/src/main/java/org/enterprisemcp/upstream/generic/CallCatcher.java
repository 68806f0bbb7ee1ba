package org.enterprisemcp.upstream.generic;

import java.util.Optional;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.upstream.rest.AttemptContext;
import org.enterprisemcp.upstream.rest.RequestCustomizer;
import org.enterprisemcp.upstream.rest.RestRequest;

/** Keeps the request that would be sent, and lets nothing be sent. */
final class CallCatcher implements RequestCustomizer {

    private Optional<RestRequest> caught = Optional.empty();

    @Override
    public String name() {
        return "catcher";
    }

    @Override
    public RestRequest customize(RestRequest request, AttemptContext context) {
        caught = Optional.of(request);
        throw new UpstreamException.Connection("Nothing is sent: the call is only planned.", CallFacts.none());
    }

    /** The request since the last time that somebody asked. */
    Optional<RestRequest> taken() {
        Optional<RestRequest> request = caught;
        caught = Optional.empty();
        return request;
    }
}

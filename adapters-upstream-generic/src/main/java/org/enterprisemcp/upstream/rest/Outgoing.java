package org.enterprisemcp.upstream.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request ready for the wire, the credential included. */
final class Outgoing {

    private final RestRequest request;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;

    /**
     * @param headers all headers, the credential included
     * @param body the body's bytes, or null for none
     */
    Outgoing(RestRequest request, Map<String, String> headers, byte @Nullable [] body) {
        this.request = request;
        this.headers = headers;
        this.body = body;
    }

    RestRequest request() {
        return request;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte @Nullable [] body() {
        return body;
    }
}

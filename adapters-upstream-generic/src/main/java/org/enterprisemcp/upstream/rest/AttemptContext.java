package org.enterprisemcp.upstream.rest;

import java.net.URI;
import java.util.Optional;
import org.enterprisemcp.domain.error.McpServerException;

/** The call around an attempt, as a {@link RequestCustomizer} sees it. */
public interface AttemptContext {

    /** Where the upstream's API begins; ends with a slash. */
    URI baseUrl();

    /** The account that the call is for; empty for an upstream that has none. */
    Optional<String> account();

    /** Which attempt this is; the first is 1. */
    int attempt();

    /** What the upstream answered to the attempt before; empty before the first, and where no answer came. */
    Optional<RestAnswer> previous();

    /**
     * A mark of the credential that goes along: equal for equal credentials, and no way back to one. What an upstream gave to one of
     * them, a session cookie above all, must not be sent with another; keep it under this mark and the base URL.
     */
    String credentialMark();

    /** The bytes of a request's body as they would be sent, for signatures; empty where it has none. */
    byte[] bodyOf(RestRequest request);

    /**
     * Sends a further request to the same origin with the same credential, within the call's time. No customizer is asked about it.
     *
     * @return an answer whose status is one of the request's successes
     * @throws McpServerException as the call itself would; let it pass
     */
    RestAnswer send(RestRequest request);
}

package org.enterprisemcp.upstream.rest;

import org.enterprisemcp.domain.error.McpServerException;

/**
 * Changes requests before they are sent: a signature, a CSRF token, a field that goes into the body. Chosen
 * by {@code use: { customizer: NAME }}, asked before every attempt.
 *
 * <p>It opens no connection of its own: {@link AttemptContext#send} goes to the same upstream with the same timeouts, limits and
 * observation. It never sees the credential.
 */
public interface RequestCustomizer extends Extension {

    /**
     * The request to send in place of the given one. Of what it returns, the URL, the headers and the body count; the origin and the
     * method must stay, and headers that frame the message or carry the credential are not its own. Whatever it throws that is no
     * {@link McpServerException} ends the call as a failure that names the customizer and nothing of the exception's text.
     *
     * @param request the request as the upstream's adapter made it, the same before every attempt
     * @param context the call around it
     */
    RestRequest customize(RestRequest request, AttemptContext context);
}

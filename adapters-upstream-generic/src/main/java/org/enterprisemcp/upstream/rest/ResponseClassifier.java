package org.enterprisemcp.upstream.rest;

import java.util.Optional;

/**
 * Understands answers that a map of statuses and codes cannot say: an error inside a 200, a login page instead of JSON. Chosen
 * by {@code use: { classifier: NAME }}, asked about every answer. It sends nothing.
 */
public interface ResponseClassifier extends Extension {

    /**
     * What the answer refuses; empty where it is a success, or where the descriptor's own {@code errors.map} may decide. The words
     * in it are cleaned before anybody sees them. Whatever it throws ends the call as a failure that names the classifier and
     * nothing of the exception's text.
     *
     * @param answer status, headers and body, of a success as well as of an error
     * @param request what was sent
     */
    Optional<Refusal> classify(RestAnswer answer, RestRequest request);
}

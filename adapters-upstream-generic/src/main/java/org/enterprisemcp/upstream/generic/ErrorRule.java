package org.enterprisemcp.upstream.generic;

import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.upstream.rest.OutcomeKind;
import org.enterprisemcp.upstream.rest.RestAnswer;

/**
 * One line of the descriptor's error map. Conditions that are empty hold always.
 *
 * @param statuses the statuses it is about
 * @param codes the upstream's own codes it is about
 * @param operations the operations it is about
 * @param bodyContains what the body must hold
 * @param kind what such an answer means
 * @param retry whether the upstream says by it that it did nothing, so that the same request may be sent again
 */
record ErrorRule(
        Set<Integer> statuses,
        Set<String> codes,
        Set<String> operations,
        String bodyContains,
        OutcomeKind kind,
        boolean retry) {

    boolean isAbout(RestAnswer answer, String operation, Optional<String> code) {
        return (statuses.isEmpty() || statuses.contains(answer.status()))
                && (codes.isEmpty() || code.filter(codes::contains).isPresent())
                && (operations.isEmpty() || operations.contains(operation))
                && answer.errorText().contains(bodyContains);
    }
}

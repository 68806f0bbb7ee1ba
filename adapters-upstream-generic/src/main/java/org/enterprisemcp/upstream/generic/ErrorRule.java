package org.enterprisemcp.upstream.generic;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.upstream.rest.OutcomeKind;
import org.enterprisemcp.upstream.rest.RestAnswer;

/**
 * One line of the descriptor's error map.
 *
 * @param when what an answer must be like
 * @param kind what such an answer means
 * @param retry whether the upstream says by it that it did nothing, so that the same request may be sent again
 */
record ErrorRule(When when, OutcomeKind kind, boolean retry) {

    /**
     * Conditions, all of which must hold; those that are empty hold always.
     *
     * @param statuses the statuses it is about
     * @param codes the upstream's own codes it is about
     * @param operations the operations it is about
     * @param body what must stand in places of the body, each one of several values
     * @param bodyContains what the body must hold
     */
    record When(
            Set<Integer> statuses,
            Set<String> codes,
            Set<String> operations,
            Map<Pointer, Set<String>> body,
            String bodyContains) {

        boolean isEmpty() {
            return statuses.isEmpty()
                    && codes.isEmpty()
                    && operations.isEmpty()
                    && body.isEmpty()
                    && bodyContains.isEmpty();
        }

        boolean fits(RestAnswer answer, String operation, Optional<String> code) {
            return (statuses.isEmpty() || statuses.contains(answer.status()))
                    && (codes.isEmpty() || code.filter(codes::contains).isPresent())
                    && (operations.isEmpty() || operations.contains(operation))
                    && body.entrySet().stream()
                            .allMatch(entry -> entry.getKey()
                                    .scalarIn(answer.body(), "id")
                                    .filter(entry.getValue()::contains)
                                    .isPresent())
                    && answer.errorText().contains(bodyContains);
        }
    }
}

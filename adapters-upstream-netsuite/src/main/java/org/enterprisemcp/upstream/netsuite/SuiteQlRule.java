package org.enterprisemcp.upstream.netsuite;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.enterprisemcp.domain.query.QueryReview.Finding;
import org.enterprisemcp.domain.query.QueryReview.Severity;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Token;

/**
 * One trap.
 *
 * @param finding what is said where the trap is found
 * @param trap whether a query holds it
 */
record SuiteQlRule(Finding finding, Predicate<List<Token>> trap) {

    /** NetSuite refuses it for certain. */
    static SuiteQlRule error(String name, String message, Predicate<List<Token>> trap) {
        return new SuiteQlRule(new Finding(Severity.ERROR, name, message), trap);
    }

    /** It may fail, be slow or bring other rows than meant. */
    static SuiteQlRule warning(String name, String message, Predicate<List<Token>> trap) {
        return new SuiteQlRule(new Finding(Severity.WARNING, name, message), trap);
    }

    Optional<Finding> look(List<Token> tokens) {
        return trap.test(tokens) ? Optional.of(finding) : Optional.empty();
    }
}

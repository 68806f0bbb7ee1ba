package org.enterprisemcp.domain.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What can be said of a query without asking the upstream.
 *
 * @param findings what is wrong or risky, the errors first; empty for a query that nothing speaks against
 * @param suggestion the query as it could be, where the findings can be mended without guessing
 */
public record QueryReview(List<Finding> findings, Optional<String> suggestion) {

    public QueryReview {
        findings = List.copyOf(findings);
        Objects.requireNonNull(suggestion, "suggestion");
    }

    /** Whether the upstream would refuse the query for certain. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    /**
     * Something about a query.
     *
     * @param severity how bad it is
     * @param rule the name of the rule in kebab case
     * @param message what is wrong and what to write instead
     */
    public record Finding(Severity severity, String rule, String message) {
        public Finding {
            Objects.requireNonNull(severity, "severity");
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(message, "message");
        }
    }

    /** How bad a finding is. */
    public enum Severity {
        /** The query cannot work. */
        ERROR,
        /** The query may fail, be slow or bring other rows than meant. */
        WARNING
    }
}

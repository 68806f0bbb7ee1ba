package org.enterprisemcp.upstream.netsuite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.port.QueryReviewer;
import org.enterprisemcp.domain.query.QueryReview;
import org.enterprisemcp.domain.query.QueryReview.Finding;
import org.enterprisemcp.domain.query.QueryReview.Severity;
import org.enterprisemcp.upstream.netsuite.SuiteQlTokens.Token;

/** Knows the traps of SuiteQL. Where sources disagree on whether something works, it warns and does not refuse. */
final class SuiteQlReviewer implements QueryReviewer {

    @Override
    public QueryReview review(String query) {
        List<Token> tokens = SuiteQlTokens.of(query);
        List<Finding> findings = new ArrayList<>();
        for (SuiteQlRule rule : SuiteQlRules.ALL) {
            rule.look(tokens).ifPresent(findings::add);
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return new QueryReview(findings, suggestion(query, tokens));
    }

    /** What a caller should know of a query that runs all the same. */
    List<String> warnings(String query) {
        return review(query).findings().stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .map(Finding::message)
                .toList();
    }

    /** Whether a query is one SELECT and nothing else; only then is it sent. */
    boolean isSingleSelect(String query) {
        List<Token> tokens = SuiteQlTokens.of(query);
        return SuiteQlRules.NOT_A_SELECT.look(tokens).isEmpty()
                && SuiteQlRules.SEVERAL_STATEMENTS.look(tokens).isEmpty();
    }

    private static Optional<String> suggestion(String query, List<Token> tokens) {
        String mended = SuiteQlMending.mended(query, tokens);
        return mended.equals(query.stripTrailing()) ? Optional.empty() : Optional.of(mended.strip());
    }
}

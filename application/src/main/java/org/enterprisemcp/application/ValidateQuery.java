package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.port.QueryReviewer;
import org.enterprisemcp.domain.query.QueryReview;

/** Looks at a query without sending it. */
public final class ValidateQuery {

    private final QueryReviewer reviewer;

    public ValidateQuery(QueryReviewer reviewer) {
        this.reviewer = Objects.requireNonNull(reviewer, "reviewer");
    }

    /** What can be said of it. */
    public QueryReview handle(String query) {
        return reviewer.review(query);
    }
}

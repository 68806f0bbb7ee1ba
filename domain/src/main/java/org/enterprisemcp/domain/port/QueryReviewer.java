package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.query.QueryReview;

/** Looks at a query before it is sent. It asks nobody, and it must not find an error where the upstream would find none. */
@FunctionalInterface
public interface QueryReviewer {

    /** What can be said of a query. */
    QueryReview review(String query);
}

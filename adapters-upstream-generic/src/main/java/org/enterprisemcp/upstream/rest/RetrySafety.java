package org.enterprisemcp.upstream.rest;

/** What a request does upstream, and therefore after which failures it may be sent again. */
public enum RetrySafety {
    /** Changes nothing: a read, a query, a POST that only searches. */
    READ,
    /** Removes; a 404 on a repetition means that an earlier attempt did it. */
    DELETE,
    /** Sets fields to given values; twice is as good as once. */
    WRITE,
    /** Makes something new; twice makes two. */
    CREATE,
    /** Makes something new under a key by which the upstream recognises a repetition. */
    KEYED_CREATE,
    /** Does something that a second time does again, and that makes no record: an action, lines that are appended. */
    ACTION;

    boolean mayRepeatAfter(FailureClass failure) {
        return switch (failure) {
            case NOT_SENT, REFUSED -> true;
            case AMBIGUOUS -> this != CREATE && this != ACTION;
            case PERMANENT -> false;
        };
    }

    boolean changesSomething() {
        return this != READ;
    }

    /** Whether a second time is not as good as once, were it not for a key. */
    boolean isRiskyTwice() {
        return this == CREATE || this == KEYED_CREATE || this == ACTION;
    }
}

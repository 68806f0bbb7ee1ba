package org.enterprisemcp.upstream.rest;

/**
 * Stops retries from multiplying the load on an upstream that is failing as a whole (gRPC A6): ten tokens, a failure takes one, a
 * success gives back a tenth, and at or below half nothing is repeated.
 */
final class RetryBudget {

    private static final int FULL = 100;
    private static final int PER_FAILURE = 10;
    private static final int PER_SUCCESS = 1;

    private int tenths = FULL;

    synchronized void succeeded() {
        tenths = Math.min(FULL, tenths + PER_SUCCESS);
    }

    synchronized void failed() {
        tenths = Math.max(0, tenths - PER_FAILURE);
    }

    synchronized boolean allowsRetry() {
        return tenths > FULL / 2;
    }
}

package org.enterprisemcp.upstream.rest;

/** What a failed attempt says about the upstream's state: the one question that decides whether it may be repeated. */
enum FailureClass {
    /** It is proven that the upstream never saw the request. */
    NOT_SENT,
    /** The upstream saw the request and says that it did not process it. */
    REFUSED,
    /** The request may or may not have been processed. Everything is, unless the contrary is proven. */
    AMBIGUOUS,
    /** The same request would fail again. */
    PERMANENT;

    /** The class of an error status that nothing else is known of. */
    static FailureClass ofStatus(int status, boolean saysWhenToComeBack) {
        return switch (status) {
            case 425, 429 -> REFUSED;
            case 503 -> saysWhenToComeBack ? REFUSED : AMBIGUOUS;
            case 408 -> AMBIGUOUS;
            case 501, 505 -> PERMANENT;
            default -> status >= 500 ? AMBIGUOUS : PERMANENT;
        };
    }

    /** Whether a status is worth another attempt at all; odd ones (a gateway's 520s) are ambiguous, yet not repeated. */
    static boolean isWorthRepeating(int status) {
        return switch (status) {
            case 408, 425, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }
}

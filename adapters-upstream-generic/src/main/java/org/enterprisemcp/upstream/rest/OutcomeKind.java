package org.enterprisemcp.upstream.rest;

/**
 * What an upstream's answer means, in the neutral words that descriptors and dialects speak. A status alone says too little: 403
 * is "missing" at one vendor, 412 "duplicate" at another, 500 "duplicate" at a third.
 */
public enum OutcomeKind {
    VALIDATION,
    AUTH,
    PERMISSION,
    NOT_FOUND,
    /** The upstream hides whether the record is missing or forbidden. */
    NOT_FOUND_OR_FORBIDDEN,
    CONFLICT,
    DUPLICATE,
    RATE_LIMIT,
    SERVER,
    /** The upstream recognised a repeated request that it has carried out before: a success. */
    ALREADY_APPLIED;

    /** What a status means where nothing more is known. Statuses below 400 are {@link #SERVER}: nobody expected them. */
    public static OutcomeKind ofStatus(int status) {
        return switch (status) {
            case 401 -> AUTH;
            case 403 -> PERMISSION;
            case 404, 410 -> NOT_FOUND;
            case 408 -> SERVER;
            case 409, 412 -> CONFLICT;
            case 425, 429 -> RATE_LIMIT;
            default -> status >= 400 && status < 500 ? VALIDATION : SERVER;
        };
    }
}

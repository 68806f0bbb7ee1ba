package org.enterprisemcp.domain.error;

/** The stable, machine-readable name of a failure. Clients may switch on it; a name is never reused for another meaning. */
public enum ErrorCode {
    MISSING_CONFIGURATION,
    INVALID_CONFIGURATION,

    NO_SESSION,
    TOKEN_EXPIRED,
    TOKEN_REFRESH,
    TOKEN_VALIDATION,
    INVALID_CREDENTIALS,

    CONNECTION,
    TIMEOUT,
    RATE_LIMIT,
    NOT_FOUND,
    VALIDATION,
    PERMISSION,
    SERVER,
    CONFLICT,
    OUTCOME_UNKNOWN,

    RECORD_NOT_FOUND,
    RECORD_VALIDATION,
    DUPLICATE_RECORD
}

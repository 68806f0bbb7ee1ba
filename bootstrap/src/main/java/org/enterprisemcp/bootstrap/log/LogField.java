package org.enterprisemcp.bootstrap.log;

import java.util.Locale;

/** The fields that an event may have. What is not named here cannot be logged as a field; the order is that of a line. */
enum LogField {
    PRINCIPAL,
    TOOL,
    RECORD_TYPE,
    TARGET,
    OUTCOME,
    STATUS,
    ATTEMPTS,
    MS,
    OPERATION_ID,
    TRACE_ID,
    ERA;

    /** Its name in a line. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

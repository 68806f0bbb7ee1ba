package org.enterprisemcp.mcp.catalog;

import java.util.Locale;
import java.util.Optional;

/** How much something that a server tells matters (RFC 5424), from least to most. */
public enum LogLevel {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    /** The level of a wire name. */
    public static Optional<LogLevel> of(String name) {
        for (LogLevel level : values()) {
            if (level.wireName().equals(name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /** Its name in messages. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.enterprisemcp.upstream.rest;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header {@code Retry-After} (RFC 9110 section 10.2.3): seconds, or the date when to come back. */
final class RetryAfter {

    private static final int MAX_DIGITS = 9;

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /** The wait that an answer asks for; empty where it asks for none that can be read. */
    Optional<Duration> of(RestAnswer answer) {
        return answer.header("Retry-After").map(String::strip).flatMap(this::parse);
    }

    private Optional<Duration> parse(String value) {
        if (value.matches("[0-9]{1," + MAX_DIGITS + "}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), date.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}

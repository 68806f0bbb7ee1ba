package org.enterprisemcp.upstream.generic;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.upstream.rest.RestAnswer;

/**
 * How an upstream says that calls come too fast, and how far its quota is used.
 *
 * @param retryAfter where a refusal says when to come back
 * @param reset where every answer says when the count begins anew
 * @param remaining where it says how many calls are left
 * @param limit where it says how many there are in all
 * @param usage a header that holds both what is used and the limit
 */
record Throttle(
        Optional<Time> retryAfter,
        Optional<Time> reset,
        Optional<Loc> remaining,
        Optional<Loc> limit,
        Optional<Usage> usage) {

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,15})(?:\\.[0-9]+)?");
    private static final long MILLIS = 1_000;

    /** How far the quota is used, as far as an answer tells. */
    Quota quota(RestAnswer answer) {
        Optional<Long> most =
                limit.flatMap(loc -> number(loc.in(answer, "id"))).or(() -> usage.flatMap(it -> it.limit(answer)));
        Optional<Long> left =
                remaining.flatMap(loc -> number(loc.in(answer, "id"))).or(() -> usage.flatMap(it -> it.left(answer)));
        return new Quota(left, most);
    }

    /** Whether anything tells how far the quota is used. */
    boolean tellsQuota() {
        return remaining.isPresent() || limit.isPresent() || usage.isPresent();
    }

    private static Optional<Long> number(Optional<String> text) {
        return text.map(NUMBER::matcher).filter(Matcher::matches).map(matcher -> Long.parseLong(matcher.group(1)));
    }

    /** How many calls are left, of how many. */
    record Quota(Optional<Long> remaining, Optional<Long> limit) {}

    /** A header whose expression has the groups {@code used} and {@code limit}. */
    record Usage(String header, Pattern regex) {

        Optional<Long> limit(RestAnswer answer) {
            return group(answer, "limit");
        }

        Optional<Long> left(RestAnswer answer) {
            return limit(answer).flatMap(most -> group(answer, "used").map(used -> Math.max(0, most - used)));
        }

        private Optional<Long> group(RestAnswer answer, String name) {
            return answer.header(header)
                    .map(regex::matcher)
                    .filter(Matcher::find)
                    .flatMap(matcher -> number(Optional.ofNullable(matcher.group(name))));
        }
    }

    /** A time in an answer. */
    record Time(Loc loc, Unit unit) {

        Optional<Duration> in(RestAnswer answer, Instant now) {
            return loc.in(answer, "id")
                    .map(String::strip)
                    .flatMap(text -> unit == Unit.HTTP_DATE
                            ? date(text, now)
                            : number(Optional.of(text)).map(number -> switch (unit) {
                                case MILLIS -> Duration.ofMillis(number);
                                case EPOCH_SECONDS -> Duration.between(now, Instant.ofEpochSecond(epoch(number)));
                                case SECONDS, HTTP_DATE -> Duration.ofSeconds(number);
                            }));
        }

        /** Some vendors write milliseconds where they say seconds. */
        private static long epoch(long number) {
            return number > 100_000_000_000L ? number / Throttle.MILLIS : number;
        }

        private static Optional<Duration> date(String text, Instant now) {
            try {
                return Optional.of(Duration.between(
                        now,
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant()));
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        }
    }

    enum Unit {
        SECONDS,
        MILLIS,
        EPOCH_SECONDS,
        HTTP_DATE
    }
}

package org.enterprisemcp.sandbox.wire;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something that goes wrong on purpose.
 *
 * @param kind what goes wrong
 * @param aim which requests it befalls
 * @param odds how often
 * @param answer for {@link Kind#STATUS} and {@link Kind#ERROR}: what is answered
 * @param amount for {@link Kind#DELAY} milliseconds, for {@link Kind#HUGE_BODY} bytes
 */
public record Fault(Kind kind, Aim aim, Odds odds, Answer answer, long amount) {

    private static final long HUGE = 64L * 1_024 * 1_024;

    /** What can go wrong. */
    public enum Kind {
        /** Another answer instead of the work, whatever it is. */
        STATUS,
        /** Another status instead of the work, in the words of the system. */
        ERROR,
        /** 429 in the words of the system instead of the work. */
        CONCURRENCY,
        /** An HTML page with status 502 instead of the work. */
        HTML,
        /** 401 instead of the work. */
        EXPIRED_TOKEN,
        /** {@code invalid_grant} instead of the work: what the token endpoint says to a refresh token that was revoked. */
        REVOKED_REFRESH_TOKEN,
        /** 302 to another host instead of the work. */
        REDIRECT,
        /** The work is done late. */
        DELAY,
        /** The connection is cut before the work is done. */
        RESET_BEFORE,
        /** The work is done, then the connection is cut without an answer. */
        RESET_AFTER,
        /** The work is done, the answer drips. */
        SLOW_BODY,
        /** The work is done, the answer breaks off. */
        TRUNCATED_BODY,
        /** The work is done, the answer has no {@code Location}. */
        NO_LOCATION,
        /** The work is done, {@code Location} is a path. */
        RELATIVE_LOCATION,
        /** The work is done, the answer claims to be {@code text/plain}. */
        WRONG_CONTENT_TYPE,
        /** A page of rows that is longer than anybody wants instead of the work. */
        HUGE_BODY
    }

    /**
     * Which requests.
     *
     * @param method the HTTP method; empty for any
     * @param path matches the whole path, as every account has it
     * @param account the account; empty for any
     */
    public record Aim(String method, Pattern path, String account) {
        boolean hits(String sent, Face.Place place) {
            return (method.isEmpty() || method.equals(sent))
                    && (account.isEmpty() || account.equals(place.account()))
                    && path.matcher(place.path()).matches();
        }
    }

    /**
     * How often.
     *
     * @param times how often at most
     * @param probability how likely each time, 0 to 1
     * @param seed what the dice begin with, so that a run can be repeated
     */
    public record Odds(int times, double probability, long seed) {
        public Odds {
            if (times < 1 || !(probability > 0 && probability <= 1)) {
                throw new IllegalArgumentException("times must be 1 or more, probability above 0 and at most 1");
            }
        }
    }

    /**
     * An answer that nobody worked for.
     *
     * @param status its status
     * @param headers further headers; a {@code Retry-After} of {@code date+30} is sent as the date 30 seconds from now
     * @param body its body; JSON unless the headers say otherwise
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        public Answer {
            headers = Map.copyOf(headers);
            Objects.requireNonNull(body, "body");
        }
    }

    public Fault {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(aim, "aim");
        Objects.requireNonNull(odds, "odds");
        Objects.requireNonNull(answer, "answer");
    }

    /**
     * A fault that needs nothing but its kind.
     *
     * @param method the HTTP method; empty for any
     * @param path the path, or how such paths begin
     * @param times how often
     */
    public static Fault of(Kind kind, String method, String path, int times) {
        Aim aim = new Aim(method, Pattern.compile(Pattern.quote(path) + ".*"), "");
        return new Fault(kind, aim, new Odds(times, 1, 0), new Answer(503, Map.of(), ""), usual(kind));
    }

    /** Another status instead of the work, in the words of the system. */
    public static Fault status(int status, Map<String, String> headers, String method, String path, int times) {
        return of(Kind.ERROR, method, path, times).answering(status, headers, "");
    }

    private static long usual(Kind kind) {
        return kind == Kind.HUGE_BODY ? HUGE : 0;
    }

    /** The same for the paths that match this expression as a whole. */
    public Fault matching(Pattern path) {
        return new Fault(kind, new Aim(aim.method(), path, aim.account()), odds, answer, amount);
    }

    /** The same for one account. */
    public Fault onAccount(String account) {
        return new Fault(kind, new Aim(aim.method(), aim.path(), account), odds, answer, amount);
    }

    /** The same, but each time with this probability only; the same seed gives the same run. */
    public Fault sometimes(double probability, long seed) {
        return new Fault(kind, aim, new Odds(odds.times(), probability, seed), answer, amount);
    }

    /** The same with this answer. */
    public Fault answering(int status, Map<String, String> headers, String body) {
        return new Fault(kind, aim, odds, new Answer(status, headers, body), amount);
    }

    /** The same, so late. */
    public Fault lasting(Duration delay) {
        return new Fault(kind, aim, odds, answer, delay.toMillis());
    }

    /** The same, so long. */
    public Fault sized(long bytes) {
        return new Fault(kind, aim, odds, answer, bytes);
    }
}

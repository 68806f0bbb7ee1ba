package org.enterprisemcp.testkit.contract;

import java.util.function.IntSupplier;

/** The way to the upstream under test: it counts what gets through, and goes wrong when it is told to. */
public interface FaultyWire {

    /**
     * How many requests have come to the upstream so far, those that went wrong included. It never decreases. Requests for a
     * token may be left out.
     */
    int requests();

    /**
     * Lets the next requests for an operation go wrong; others, and those that come after them, are not touched.
     *
     * @param aim the operation
     * @param fault what goes wrong
     * @param times how many requests it befalls
     */
    void befall(Aim aim, Fault fault, int times);

    /** A wire that only counts: enough for the contracts without faults. */
    static FaultyWire counting(IntSupplier requests) {
        return new FaultyWire() {
            @Override
            public int requests() {
                return requests.getAsInt();
            }

            @Override
            public void befall(Aim aim, Fault fault, int times) {
                throw new UnsupportedOperationException(
                        "this wire cannot go wrong; the contract that was extended needs one that can");
            }
        };
    }

    /** The operations that requests belong to. */
    enum Aim {
        CREATE,
        READ,
        UPDATE,
        DELETE,
        QUERY,
        UPSERT,
        TRANSFORM,
        BATCH
    }

    /** What can go wrong. */
    enum Fault {
        /** The connection is cut before the upstream does anything. */
        CUT_BEFORE_THE_WORK,
        /** The upstream does the work, then the connection is cut without an answer. */
        CUT_AFTER_THE_WORK,
        /** The work is done; the answer says so and breaks off in the middle of its body. */
        TRUNCATED_ANSWER,
        /** The work is done late: 30 seconds or more, or as long as the upstream under test is open. */
        LATE_ANSWER,
        /** 429 with {@code Retry-After: 1} instead of the work. */
        TOO_MANY_REQUESTS,
        /** 429 with {@code Retry-After: 3600} instead of the work. */
        TOO_MANY_REQUESTS_FOR_AN_HOUR,
        /** 503 without {@code Retry-After} instead of an answer: nobody can tell whether the work was done. */
        UNAVAILABLE,
        /** 503 with {@code Retry-After: 1} instead of the work. */
        UNAVAILABLE_FOR_A_MOMENT,
        /** 502 with an HTML page, as a gateway sends it: nobody can tell whether the work was done. */
        BAD_GATEWAY_PAGE,
        /** What the upstream says of a token that has expired, instead of the work. */
        EXPIRED_TOKEN,
        /** 400 with an error that repeats the credential of the request word by word, instead of the work. */
        ECHOED_CREDENTIAL
    }
}

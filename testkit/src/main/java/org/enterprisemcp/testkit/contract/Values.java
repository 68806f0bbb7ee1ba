package org.enterprisemcp.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Objects;
import org.enterprisemcp.domain.record.Fields;

/** Compares fields the way a reader does: 5 and 5.0 are the same, and a cleared field may be null or gone. */
final class Values {

    private Values() {}

    /** The record holds these values, whatever else it holds. */
    static void assertHolds(Fields expected, Fields actual) {
        expected.values().forEach((name, value) -> {
            Object found = actual.values().getOrDefault(name, "not there");
            assertTrue(same(value, found), () -> name + " should be " + value + " and is " + found);
        });
    }

    private static boolean same(Object expected, Object actual) {
        return (expected instanceof Number && actual instanceof Number)
                ? new BigDecimal(expected.toString()).compareTo(new BigDecimal(actual.toString())) == 0
                : Objects.equals(expected, actual);
    }
}

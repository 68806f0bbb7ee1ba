package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** H2's failures in SuiteQL's words; H2's own words would give the sandbox away, and its statement. */
final class H2Failures {

    private static final int TABLE_NOT_FOUND = 42_102;
    private static final int TABLE_NOT_FOUND_WITH_CANDIDATES = 42_103;
    private static final int COLUMN_NOT_FOUND = 42_122;
    private static final int CANCELLED = 57_014;
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

    private H2Failures() {}

    static Refused refused(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case TABLE_NOT_FOUND, TABLE_NOT_FOUND_WITH_CANDIDATES -> Refused.unknownTable(name(failure));
            case COLUMN_NOT_FOUND -> Refused.unknownIdentifier(name(failure), Map.of());
            case CANCELLED -> Refused.search("Search error occurred: The search took too long and was stopped.");
            default -> Refused.unsupported();
        };
    }

    private static String name(SQLException failure) {
        Matcher quoted = NAME.matcher(String.valueOf(failure.getMessage()));
        return quoted.find() ? quoted.group(1) : "";
    }
}

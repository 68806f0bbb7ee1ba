package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The functions that a query may call: the help's list of supported functions as far as H2 or {@link SuiteQlFunctions} have them,
 * and the window functions. Whatever is not named here is refused.
 */
final class Functions {

    private static final Set<String> AGGREGATES = Set.of(
            "APPROX_COUNT_DISTINCT",
            "AVG",
            "CORR",
            "COUNT",
            "COVAR_POP",
            "COVAR_SAMP",
            "MAX",
            "MEDIAN",
            "MIN",
            "STDDEV",
            "SUM",
            "VARIANCE");
    private static final Set<String> WINDOW = Set.of(
            "CUME_DIST",
            "DENSE_RANK",
            "FIRST_VALUE",
            "LAG",
            "LAST_VALUE",
            "LEAD",
            "NTILE",
            "PERCENT_RANK",
            "RANK",
            "RATIO_TO_REPORT",
            "ROW_NUMBER");

    /** SuiteQL's name and H2's. */
    private static final Map<String, String> SCALAR = Stream.of(
                    "ABS ACOS ADD_MONTHS ASCII ASIN ATAN ATAN2 BITAND CEIL CHR COALESCE CONCAT COS COSH DECODE EXP FLOOR "
                            + "GREATEST INSTR LAST_DAY LEAST LENGTH LN LOG LOWER LTRIM MOD NULLIF NVL NVL2 ORA_HASH POWER "
                            + "REGEXP_REPLACE REGEXP_SUBSTR REPLACE ROUND RTRIM SIGN SIN SINH SOUNDEX SQRT SUBSTR TAN TANH "
                            + "TO_CHAR TO_DATE TO_TIMESTAMP TRANSLATE TRIM TRUNC UPPER",
                    "LENGTH2=LENGTH LENGTH4=LENGTH LENGTHC=LENGTH LENGTHB=OCTET_LENGTH VSIZE=OCTET_LENGTH NLS_LOWER=LOWER "
                            + "NLS_UPPER=UPPER TO_NCHAR=TO_CHAR TO_CLOB=TO_CHAR TO_NCLOB=TO_CHAR",
                    "LPAD=SUITEQL.PAD_LEFT RPAD=SUITEQL.PAD_RIGHT INITCAP=SUITEQL.INITCAP NLS_INITCAP=SUITEQL.INITCAP MONTHS_BETWEEN=SUITEQL.MONTHS_BETWEEN "
                            + "NEXT_DAY=SUITEQL.NEXT_DAY REGEXP_INSTR=SUITEQL.REGEXP_INSTR REMAINDER=SUITEQL.REMAINDER "
                            + "TO_NUMBER=SUITEQL.TO_NUMBER TO_BINARY_DOUBLE=SUITEQL.TO_NUMBER "
                            + "TO_BINARY_FLOAT=SUITEQL.TO_NUMBER")
            .flatMap(names -> Stream.of(names.split(" ", -1)))
            .map(entry -> entry.split("=", -1))
            .collect(Collectors.toUnmodifiableMap(entry -> entry[0], entry -> entry[entry.length - 1]));

    private Functions() {}

    /** H2's name of a function of single rows, given in upper case. */
    static Optional<String> scalar(String name) {
        return Optional.ofNullable(SCALAR.get(name));
    }

    static boolean isAggregate(String name) {
        return AGGREGATES.contains(name);
    }

    static boolean isWindow(String name) {
        return WINDOW.contains(name);
    }
}

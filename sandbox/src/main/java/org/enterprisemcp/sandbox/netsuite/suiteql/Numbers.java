package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Oracle has them: some 38 digits, below 10 to the 126th. A greater one would fill the memory when it is written out. */
final class Numbers {

    private static final int GREATEST_EXPONENT = 126;
    private static final int LEAST_EXPONENT = -130;
    private static final MathContext DIGITS = new MathContext(38, RoundingMode.HALF_UP);

    private Numbers() {}

    /**
     * The number, or zero if it is too small to be told from it.
     *
     * @throws ArithmeticException if it is greater than a number can be
     */
    static BigDecimal inRange(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale();
        if (number.signum() == 0 || exponent < LEAST_EXPONENT) {
            return BigDecimal.ZERO;
        }
        if (exponent > GREATEST_EXPONENT) {
            throw new ArithmeticException("numeric overflow");
        }
        return number;
    }

    /** The number without an exponent. */
    static String plain(BigDecimal number) {
        BigDecimal rounded = inRange(number).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** The same for a binary number, which may be infinite. */
    static String plain(double number) {
        if (!Double.isFinite(number)) {
            throw new ArithmeticException("numeric overflow");
        }
        return plain(BigDecimal.valueOf(number));
    }
}

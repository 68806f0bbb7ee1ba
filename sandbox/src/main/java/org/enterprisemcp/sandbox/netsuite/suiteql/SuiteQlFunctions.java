package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What SuiteQL has and H2 in Oracle mode has not: functions of schema {@code SUITEQL}, which H2 calls. They are public because H2
 * can call nothing else.
 */
public final class SuiteQlFunctions {

    private static final double DAYS_OF_A_MONTH = 31;
    /** How long a text may become. */
    private static final int LONGEST_TEXT = 4_000;

    private SuiteQlFunctions() {}

    /**
     * Makes the functions known to a database; again does no harm.
     *
     * @param admin a connection of the administrator
     * @throws SQLException if it is not one
     */
    public static void install(Connection admin) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS SUITEQL");
            alias(statement, "DISPLAYED", "", "displayed");
            alias(statement, "LABEL", "", "label");
            alias(statement, "PAD_LEFT", "DETERMINISTIC", "lpad");
            alias(statement, "PAD_RIGHT", "DETERMINISTIC", "rpad");
            alias(statement, "INITCAP", "DETERMINISTIC", "initcap");
            alias(statement, "TO_NUMBER", "DETERMINISTIC", "toNumber");
            alias(statement, "MONTHS_BETWEEN", "DETERMINISTIC", "monthsBetween");
            alias(statement, "DAYS_BETWEEN", "DETERMINISTIC", "daysBetween");
            alias(statement, "NEXT_DAY", "DETERMINISTIC", "nextDay");
            alias(statement, "TRUNC_DATE", "DETERMINISTIC", "truncDate");
            alias(statement, "INSTR", "DETERMINISTIC", "instr");
            alias(statement, "REGEXP_INSTR", "DETERMINISTIC", "regexpInstr");
            alias(statement, "REMAINDER", "DETERMINISTIC", "remainder");
        }
    }

    private static void alias(Statement statement, String name, String kind, String method) throws SQLException {
        statement.execute("CREATE ALIAS IF NOT EXISTS SUITEQL." + name + " " + kind + " FOR '"
                + SuiteQlFunctions.class.getName() + "." + method + "'");
    }

    /** {@code BUILTIN.DF} of a reference: the {@code display} of the row of {@code NS.table} whose {@code key} this is. */
    public static @Nullable String displayed(
            Connection connection, String table, String key, String display, @Nullable Long id) throws SQLException {
        if (id == null) {
            return null;
        }
        String sql = "SELECT \"" + display + "\" FROM NS.\"" + table + "\" WHERE \"" + key + "\" = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, id);
            return first(select);
        }
    }

    /** {@code BUILTIN.DF} of a code: its label, or the code itself if it has none. */
    public static @Nullable String label(Connection connection, String table, String column, @Nullable String code)
            throws SQLException {
        if (code == null) {
            return null;
        }
        String sql = "SELECT label FROM NSMETA.enumeration WHERE table_name = ? AND column_name = ? AND code = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, table);
            select.setString(2, column);
            select.setString(3, code);
            String label = first(select);
            return label == null ? code : label;
        }
    }

    private static @Nullable String first(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** Oracle's LPAD: blanks, or {@code pad}, on the left up to a length of {@code length}. */
    public static @Nullable String lpad(@Nullable String text, long length, @Nullable String... pad) {
        return text == null ? null : padding(text, length, pad) + cut(text, length);
    }

    /** Oracle's RPAD: the same on the right. */
    public static @Nullable String rpad(@Nullable String text, long length, @Nullable String... pad) {
        return text == null ? null : cut(text, length) + padding(text, length, pad);
    }

    private static String cut(String text, long length) {
        return text.substring(0, Math.clamp(length, 0, text.length()));
    }

    private static String padding(String text, long length, @Nullable String... pad) {
        String one = pad.length > 0 ? Objects.requireNonNullElse(pad[0], "") : " ";
        int missing = (int) Math.max(0, Math.min(length, LONGEST_TEXT) - text.length());
        return one.isEmpty() ? "" : one.repeat(missing / one.length() + 1).substring(0, missing);
    }

    /** Oracle's INITCAP: words begin with a capital and go on in small letters. */
    public static @Nullable String initcap(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder words = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            words.append(inside ? Character.toLowerCase(letter) : Character.toUpperCase(letter));
            inside = Character.isLetterOrDigit(letter);
        }
        return words.toString();
    }

    /** Oracle's TO_NUMBER without a format. */
    public static @Nullable BigDecimal toNumber(@Nullable String text) {
        return text == null || text.isBlank() ? null : Numbers.inRange(new BigDecimal(text.strip()));
    }

    /** Oracle's MONTHS_BETWEEN: whole if the days are the same or both the last of their month, else in 31sts. */
    public static @Nullable BigDecimal monthsBetween(@Nullable LocalDateTime later, @Nullable LocalDateTime earlier) {
        if (later == null || earlier == null) {
            return null;
        }
        long months = (later.getYear() - earlier.getYear()) * 12L + later.getMonthValue() - earlier.getMonthValue();
        boolean whole = later.getDayOfMonth() == earlier.getDayOfMonth() || (isLastDay(later) && isLastDay(earlier));
        if (whole) {
            return BigDecimal.valueOf(months);
        }
        double days = later.getDayOfMonth() - earlier.getDayOfMonth();
        double seconds =
                later.toLocalTime().toSecondOfDay() - earlier.toLocalTime().toSecondOfDay();
        double day = Duration.ofDays(1).toSeconds();
        return BigDecimal.valueOf(months + (days + seconds / day) / DAYS_OF_A_MONTH);
    }

    private static boolean isLastDay(LocalDateTime moment) {
        return moment.getDayOfMonth() == moment.toLocalDate().lengthOfMonth();
    }

    /** The difference of two dates in days, as Oracle subtracts them. */
    public static @Nullable BigDecimal daysBetween(@Nullable LocalDateTime later, @Nullable LocalDateTime earlier) {
        if (later == null || earlier == null) {
            return null;
        }
        BigDecimal seconds = BigDecimal.valueOf(ChronoUnit.SECONDS.between(earlier, later));
        return seconds.divide(BigDecimal.valueOf(Duration.ofDays(1).toSeconds()), MathContext.DECIMAL128);
    }

    /** Oracle's NEXT_DAY: the first such weekday after the date. */
    public static @Nullable LocalDateTime nextDay(@Nullable LocalDateTime from, @Nullable String weekday) {
        if (from == null || weekday == null) {
            return null;
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            boolean named = weekday.length() >= 3 && day.name().startsWith(weekday.toUpperCase(Locale.ROOT));
            if (named) {
                return from.with(TemporalAdjusters.next(day));
            }
        }
        throw new IllegalArgumentException("not a weekday: " + weekday);
    }

    /** Oracle's TRUNC of a date to a unit: {@code YYYY}, {@code Q}, {@code MM}, {@code IW}, {@code D}, {@code DD} and their likes. */
    public static @Nullable LocalDateTime truncDate(@Nullable LocalDateTime moment, @Nullable String unit) {
        if (moment == null || unit == null) {
            return null;
        }
        LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
        return switch (unit.toUpperCase(Locale.ROOT)) {
            case "YYYY", "YEAR", "YY", "Y", "SYYYY" -> day.withDayOfYear(1);
            case "Q" -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
            case "MM", "MON", "MONTH" -> day.withDayOfMonth(1);
            case "IW" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "D", "DAY", "DY" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            case "DD", "DDD", "J" -> day;
            case "HH", "HH24" -> moment.truncatedTo(ChronoUnit.HOURS);
            case "MI" -> moment.truncatedTo(ChronoUnit.MINUTES);
            default -> throw new IllegalArgumentException("not a unit of TRUNC: " + unit);
        };
    }

    /** Oracle's INSTR with an occurrence, from a place counted from 1. */
    public static @Nullable Integer instr(@Nullable String text, @Nullable String part, int from, int occurrence) {
        if (text == null || part == null) {
            return null;
        }
        int found = from - 2;
        for (int i = 0; i < occurrence; i++) {
            found = text.indexOf(part, found + 1);
            if (found < 0) {
                return 0;
            }
        }
        return found + 1;
    }

    /** Oracle's REGEXP_INSTR: where the first match begins, counted from 1; 0 if there is none. */
    public static @Nullable Integer regexpInstr(@Nullable String text, @Nullable String expression) {
        if (text == null || expression == null) {
            return null;
        }
        Matcher matcher = Pattern.compile(expression).matcher(text);
        return matcher.find() ? matcher.start() + 1 : 0;
    }

    /** Oracle's REMAINDER: what is left beside the nearest multiple. */
    public static @Nullable BigDecimal remainder(@Nullable BigDecimal dividend, @Nullable BigDecimal divisor) {
        return dividend == null || divisor == null
                ? null
                : BigDecimal.valueOf(Math.IEEEremainder(dividend.doubleValue(), divisor.doubleValue()));
    }
}

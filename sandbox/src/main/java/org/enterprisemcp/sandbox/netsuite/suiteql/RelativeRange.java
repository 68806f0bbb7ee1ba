package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of days relative to today, as {@code BUILTIN.RELATIVE_RANGES} names it: {@code TODAY}, {@code YESTERDAY},
 * {@code TOMORROW}, and this, last or next ({@code T L N}) week, month, quarter or year ({@code W M Q Y}; with {@code F} the
 * fiscal one, which here is the calendar's), with {@code TD} up to the same day.
 *
 * @param start its first day
 * @param end its last day
 */
record RelativeRange(LocalDate start, LocalDate end) {

    private static final Pattern NAME = Pattern.compile("([TLN])(W|M|F?Q|F?Y)(TD)?");

    /** @throws Refused if there is no such range */
    static RelativeRange of(String name, LocalDate today) {
        String upper = name.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "TODAY" -> new RelativeRange(today, today);
            case "YESTERDAY" -> new RelativeRange(today.minusDays(1), today.minusDays(1));
            case "TOMORROW" -> new RelativeRange(today.plusDays(1), today.plusDays(1));
            default -> period(upper, today);
        };
    }

    /** @param which {@code START} or {@code END} */
    LocalDate bound(String which) {
        return switch (which.toUpperCase(Locale.ROOT)) {
            case "START" -> start;
            case "END" -> end;
            default -> throw Refused.unsupported();
        };
    }

    private static RelativeRange period(String name, LocalDate today) {
        Matcher words = NAME.matcher(name);
        if (!words.matches()) {
            throw Refused.unsupported();
        }
        int periods = switch (words.group(1)) {
            case "L" -> -1;
            case "N" -> 1;
            default -> 0;
        };
        String unit = words.group(2).substring(words.group(2).length() - 1);
        LocalDate day = plus(today, unit, periods);
        LocalDate start = start(day, unit);
        boolean toDate = words.group(3) != null;
        return new RelativeRange(start, toDate ? day : plus(start, unit, 1).minusDays(1));
    }

    private static LocalDate plus(LocalDate day, String unit, int periods) {
        return switch (unit) {
            case "W" -> day.plusWeeks(periods);
            case "M" -> day.plusMonths(periods);
            case "Q" -> day.plusMonths(3L * periods);
            default -> day.plusYears(periods);
        };
    }

    private static LocalDate start(LocalDate day, String unit) {
        return switch (unit) {
            case "W" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            case "M" -> day.withDayOfMonth(1);
            case "Q" -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
            default -> day.withDayOfYear(1);
        };
    }
}

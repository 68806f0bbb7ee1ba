package org.enterprisemcp.sandbox.netsuite.books;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** The short lists: subsidiaries, departments, classes, locations, currencies, terms, periods, accounts, custom lists. */
final class SeedLists {

    static final LocalDateTime BEGINNING = LocalDateTime.of(2024, 12, 30, 9, 0);
    static final long RECEIVABLE = 6;
    static final long PAYABLE = 12;
    static final long UNDEPOSITED = 3;
    static final long INVENTORY = 8;

    private static final int FIRST_YEAR = 2025;
    private static final int YEARS = 3;

    private SeedLists() {}

    /** The id of the period that a day falls into. */
    static long period(LocalDate day) {
        int year = day.getYear() - FIRST_YEAR;
        int quarter = (day.getMonthValue() - 1) / 3;
        return 1L + year * 17L + 1 + quarter * 4L + 1 + (day.getMonthValue() - 1) % 3;
    }

    static void write(Connection connection) throws SQLException {
        currencies(connection);
        subsidiaries(connection);
        named(connection, "department", "Sales", "Marketing", "Operations", "Finance", "Engineering", "Support");
        named(connection, "classification", "Hardware", "Services", "Spare Parts", "Subscriptions", "Projects");
        named(connection, "location", "Boston Warehouse", "Leeds Warehouse", "Hamburg Warehouse", "Denver Store");
        list(connection, "customlist_channel", "Web", "Phone", "Partner", "Field Sales");
        list(connection, "customlist_segment", "Enterprise", "Mid-Market", "Small Business", "Public Sector");
        list(connection, "contactrole", "Primary Contact", "Alternate Contact", "Decision Maker", "Consultant");
        list(connection, "file", "Price List.pdf", "Terms of Sale.pdf", "Product Catalogue.pdf");
        terms(connection);
        periods(connection);
        accounts(connection);
    }

    private static void currencies(Connection connection) throws SQLException {
        try (Filler rows = new Filler(
                connection,
                "currency",
                "id, name, symbol, displaysymbol, exchangerate, currencyprecision, isbasecurrency, lastmodifieddate")) {
            rows.add(1, "US Dollar", "USD", "$", 1, 2, "T", BEGINNING);
            rows.add(2, "British Pound", "GBP", "£", 1.27, 2, "F", BEGINNING);
            rows.add(3, "Canadian Dollar", "CAD", "$", 0.73, 2, "F", BEGINNING);
            rows.add(4, "Euro", "EUR", "€", 1.08, 2, "F", BEGINNING);
        }
    }

    private static void subsidiaries(Connection connection) throws SQLException {
        try (Filler rows = new Filler(
                connection,
                "subsidiary",
                "id, name, fullname, legalname, parent, country, currency, email, lastmodifieddate")) {
            rows.add(
                    1,
                    "Parent Company",
                    "Parent Company",
                    "Honeycomb Inc.",
                    null,
                    "US",
                    1,
                    "us@honeycomb.example",
                    BEGINNING);
            rows.add(2, "UK", "Parent Company : UK", "Honeycomb Ltd", 1, "GB", 2, "uk@honeycomb.example", BEGINNING);
            rows.add(
                    3,
                    "Germany",
                    "Parent Company : Germany",
                    "Honeycomb GmbH",
                    1,
                    "DE",
                    4,
                    "de@honeycomb.example",
                    BEGINNING);
        }
    }

    private static void named(Connection connection, String table, String... names) throws SQLException {
        try (Filler rows = new Filler(connection, table, "id, name, fullname, subsidiary, lastmodifieddate")) {
            for (int i = 0; i < names.length; i++) {
                long subsidiary = table.equals("location") ? 1L + i % 3 : 1;
                rows.add(i + 1, names[i], names[i], subsidiary, BEGINNING);
            }
        }
    }

    private static void list(Connection connection, String table, String... names) throws SQLException {
        try (Filler rows = new Filler(connection, table, "id, name")) {
            for (int i = 0; i < names.length; i++) {
                rows.add(i + 1, names[i]);
            }
        }
    }

    private static void terms(Connection connection) throws SQLException {
        try (Filler rows = new Filler(
                connection, "term", "id, name, daysuntilnetdue, discountpercent, daysuntilexpiry, lastmodifieddate")) {
            rows.add(1, "Net 15", 15, null, null, BEGINNING);
            rows.add(2, "Net 30", 30, null, null, BEGINNING);
            rows.add(3, "Net 60", 60, null, null, BEGINNING);
            rows.add(4, "Due on receipt", 0, null, null, BEGINNING);
            rows.add(5, "1% 10 Net 30", 30, 1, 10, BEGINNING);
        }
    }

    /** Each year, its quarters and their months, numbered in this order; {@link #period} counts the same way. */
    private static void periods(Connection connection) throws SQLException {
        try (Filler rows = new Filler(
                connection,
                "accountingperiod",
                "id, periodname, startdate, enddate, parent, isyear, isquarter, closed, lastmodifieddate")) {
            long id = 0;
            for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
                LocalDate first = LocalDate.of(year, 1, 1);
                long yearId = ++id;
                rows.add(yearId, "FY " + year, first, first.plusYears(1).minusDays(1), null, "T", "F", "F", BEGINNING);
                for (int quarter = 0; quarter < 4; quarter++) {
                    LocalDate start = first.plusMonths(quarter * 3L);
                    long quarterId = ++id;
                    String name = "Q" + (quarter + 1) + " " + year;
                    rows.add(
                            quarterId, name, start, start.plusMonths(3).minusDays(1), yearId, "F", "T", "F", BEGINNING);
                    for (int month = 0; month < 3; month++) {
                        YearMonth of = YearMonth.from(start.plusMonths(month));
                        String closed = of.isBefore(YearMonth.from(Seed.LAST_DAY.minusMonths(3))) ? "T" : "F";
                        rows.add(
                                ++id,
                                title(of),
                                of.atDay(1),
                                of.atEndOfMonth(),
                                quarterId,
                                "F",
                                "F",
                                closed,
                                BEGINNING);
                    }
                }
            }
        }
    }

    private static String title(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                + month.format(DateTimeFormatter.ofPattern(" uuuu", Locale.ENGLISH));
    }

    private static void accounts(Connection connection) throws SQLException {
        List<String> accounts = List.of(
                "1000 Bank Checking",
                "1010 Bank Savings",
                "1050 OthCurrAsset Undeposited Funds",
                "1060 Bank Checking UK",
                "1070 Bank Checking Germany",
                "1100 AcctRec Accounts Receivable",
                "1150 OthCurrAsset Prepaid Expenses",
                "1200 OthCurrAsset Inventory Asset",
                "1500 FixedAsset Computers and Equipment",
                "1510 FixedAsset Vehicles",
                "1590 FixedAsset Accumulated Depreciation",
                "2000 AcctPay Accounts Payable",
                "2100 OthCurrLiab Accrued Expenses",
                "2200 OthCurrLiab Sales Taxes Payable",
                "2500 LongTermLiab Loans",
                "3000 Equity Common Stock",
                "3200 Equity Retained Earnings",
                "4000 Income Sales Hardware",
                "4010 Income Sales Services",
                "4020 Income Sales Spare Parts",
                "4900 Income Sales Discounts",
                "5000 COGS Cost of Goods Sold",
                "5100 COGS Freight",
                "6000 Expense Wages",
                "6010 Expense Rent",
                "6020 Expense Travel",
                "6030 Expense Software",
                "6040 Expense Telephone",
                "6050 Expense Advertising",
                "6060 Expense Legal Fees",
                "6070 Expense Insurance",
                "6080 Expense Depreciation",
                "7000 OthIncome Interest Income",
                "8000 OthExpense Bank Charges",
                "8010 OthExpense Exchange Losses");
        try (Filler rows = new Filler(
                connection,
                "account",
                "id, acctnumber, fullname, accountsearchdisplayname, accttype, currency, subsidiary, lastmodifieddate")) {
            for (int i = 0; i < accounts.size(); i++) {
                String[] words = accounts.get(i).split(" ", 3);
                rows.add(i + 1, words[0], words[2], words[0] + " " + words[2], words[1], 1, 1, BEGINNING);
            }
        }
    }
}

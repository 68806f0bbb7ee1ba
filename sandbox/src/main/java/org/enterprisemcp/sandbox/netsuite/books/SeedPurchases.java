package org.enterprisemcp.sandbox.netsuite.books;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** 600 purchase orders, of which the first 300 are billed, and a journal entry for each month. */
final class SeedPurchases {

    static final int ORDERS = 600;
    static final int BILLS = 300;

    private static final int PAID = 200;
    private static final int RECEIVED_UNTIL = 360;
    private static final int PENDING_FROM = 580;
    private static final int JOURNALS = 18;
    private static final long SOFTWARE = 27;
    private static final long ACCRUED = 13;
    private static final BigDecimal NOTHING = BigDecimal.ZERO;

    private final Connection connection;
    private final Random random;
    private final People people;
    private final Goods goods;

    SeedPurchases(Connection connection, Random random, People people, Goods goods) {
        this.connection = connection;
        this.random = random;
        this.people = people;
        this.goods = goods;
    }

    void write() throws SQLException {
        try (SeedLedger ledger =
                new SeedLedger(connection, random, last("transaction", "id"), last("transactionline", "uniquekey"))) {
            for (int i = 0; i < ORDERS; i++) {
                order(ledger, i);
            }
            for (int i = 0; i < JOURNALS; i++) {
                journal(ledger, Seed.LAST_DAY.minusMonths(i));
            }
        }
    }

    private long last(String table, String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT MAX(" + column + ") FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void order(SeedLedger ledger, int i) throws SQLException {
        People.Party with = people.vendors().get(random.nextInt(people.vendors().size()));
        LocalDate day = Seed.LAST_DAY.minusDays(Seed.DAYS - (long) i * Seed.DAYS / ORDERS);
        long employee = people.employees().get(random.nextInt(people.employees().size()));
        boolean received = i < RECEIVED_UNTIL;
        boolean billed = i < BILLS;
        List<SeedLedger.Line> lines = new ArrayList<>();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            Goods.Item item = goods.items().get(random.nextInt(goods.items().size()));
            int quantity = 5 * (1 + random.nextInt(20));
            lines.add(new SeedLedger.Line(
                    item,
                    quantity,
                    item.cost().multiply(BigDecimal.valueOf(quantity)),
                    item.expense(),
                    with.subsidiary(),
                    received ? quantity : 0,
                    billed ? quantity : 0));
        }
        BigDecimal total = SeedLedger.total(lines);
        long id = ledger.add(
                new SeedLedger.Head(Kind.PURCHASE_ORDER, day, with, status(i), 0, total, NOTHING, employee, null),
                lines);
        if (billed) {
            boolean paid = i < PAID;
            long bill = ledger.add(
                    new SeedLedger.Head(
                            Kind.VENDOR_BILL,
                            day.plusDays(9),
                            with,
                            paid ? "B" : "A",
                            SeedLists.PAYABLE,
                            total,
                            paid ? total : NOTHING,
                            employee,
                            id),
                    lines.stream().map(SeedLedger.Line::again).toList());
            ledger.link(id, bill, "OrdBill", total);
        }
    }

    private static String status(int i) {
        if (i < BILLS) {
            return "G";
        }
        if (i < RECEIVED_UNTIL) {
            return "F";
        }
        return i < PENDING_FROM ? "B" : "A";
    }

    /** Software of the month, accrued. Its two lines cancel out, so it has no main line worth a figure. */
    private void journal(SeedLedger ledger, LocalDate day) throws SQLException {
        BigDecimal amount = BigDecimal.valueOf(100_000L + random.nextInt(400_000), 2);
        People.Party house = new People.Party(people.employees().getFirst(), 1, 1, 1);
        ledger.add(
                new SeedLedger.Head(Kind.JOURNAL, day, house, "B", 0, NOTHING, NOTHING, house.id(), null),
                List.of(
                        new SeedLedger.Line(null, 0, amount.negate(), SOFTWARE, 0, 0, 0),
                        new SeedLedger.Line(null, 0, amount, ACCRUED, 0, 0, 0)));
    }
}

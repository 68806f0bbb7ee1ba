package org.enterprisemcp.sandbox.netsuite.books;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * From order to cash: 2,000 sales orders, of which the first 1,500 are billed; 500 fulfillments, 1,500 invoices, 1,000 payments and
 * 60 credit memos.
 */
final class SeedSales {

    static final int ORDERS = 2_000;
    static final int INVOICES = 1_500;

    private static final int FULFILLED_FROM = 1_150;
    private static final int FULFILLED_UNTIL = 1_650;
    private static final int APPROVED_UNTIL = 1_900;
    private static final int PENDING_UNTIL = 1_960;
    private static final int PAID = 1_000;
    private static final int CREDITED_EVERY = 25;
    private static final BigDecimal NOTHING = BigDecimal.ZERO;

    private final Connection connection;
    private final Random random;
    private final People people;
    private final Goods goods;

    SeedSales(Connection connection, Random random, People people, Goods goods) {
        this.connection = connection;
        this.random = random;
        this.people = people;
        this.goods = goods;
    }

    private record Order(long id, People.Party with, LocalDate day, long employee, List<SeedLedger.Line> lines) {}

    void write() throws SQLException {
        try (SeedLedger ledger = new SeedLedger(connection, random, 1_000, 0)) {
            List<Order> orders = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                orders.add(order(ledger, i));
            }
            for (Order order : orders.subList(FULFILLED_FROM, FULFILLED_UNTIL)) {
                fulfill(ledger, order);
            }
            for (int i = 0; i < INVOICES; i++) {
                invoice(ledger, orders.get(i), i);
            }
        }
    }

    private Order order(SeedLedger ledger, int i) throws SQLException {
        People.Party with =
                people.customers().get(random.nextInt(people.customers().size()));
        LocalDate day = Seed.LAST_DAY.minusDays(Seed.DAYS - (long) i * Seed.DAYS / ORDERS);
        long employee = people.employees().get(1 + 6 * random.nextInt(6));
        boolean billed = i < INVOICES;
        boolean shipped = i < FULFILLED_UNTIL;
        List<SeedLedger.Line> lines = new ArrayList<>();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            Goods.Item item = goods.items().get(random.nextInt(goods.items().size()));
            int quantity = 1 + random.nextInt(20);
            lines.add(new SeedLedger.Line(
                    item,
                    quantity,
                    item.price().multiply(BigDecimal.valueOf(quantity)),
                    item.income(),
                    item.stocked() ? with.subsidiary() : 0,
                    shipped ? quantity : 0,
                    billed ? quantity : 0));
        }
        long id = ledger.add(
                new SeedLedger.Head(
                        Kind.SALES_ORDER, day, with, status(i), 0, SeedLedger.total(lines), NOTHING, employee, null),
                lines);
        return new Order(id, with, day, employee, lines);
    }

    private static String status(int i) {
        if (i < INVOICES) {
            return "G";
        }
        if (i < FULFILLED_UNTIL) {
            return "F";
        }
        if (i < APPROVED_UNTIL) {
            return "B";
        }
        return i < PENDING_UNTIL ? "A" : i % 2 == 0 ? "C" : "H";
    }

    private void fulfill(SeedLedger ledger, Order order) throws SQLException {
        List<SeedLedger.Line> parcels = order.lines().stream()
                .map(line -> new SeedLedger.Line(
                        line.item(), line.quantity(), NOTHING, line.account(), line.location(), 0, 0))
                .toList();
        long id = ledger.add(
                new SeedLedger.Head(
                        Kind.FULFILLMENT,
                        order.day().plusDays(2),
                        order.with(),
                        "C",
                        0,
                        NOTHING,
                        NOTHING,
                        order.employee(),
                        order.id()),
                parcels);
        ledger.link(order.id(), id, "ShipRcpt", null);
    }

    private void invoice(SeedLedger ledger, Order order, int i) throws SQLException {
        boolean paid = i < PAID;
        LocalDate day = order.day().plusDays(4).isAfter(Seed.LAST_DAY)
                ? Seed.LAST_DAY
                : order.day().plusDays(4);
        BigDecimal total = SeedLedger.total(order.lines());
        List<SeedLedger.Line> lines =
                order.lines().stream().map(SeedLedger.Line::again).toList();
        long id = ledger.add(
                new SeedLedger.Head(
                        Kind.INVOICE,
                        day,
                        order.with(),
                        paid ? "B" : "A",
                        SeedLists.RECEIVABLE,
                        total,
                        paid ? total : NOTHING,
                        order.employee(),
                        order.id()),
                lines);
        ledger.link(order.id(), id, "OrdBill", total);
        if (paid) {
            long payment = ledger.add(
                    new SeedLedger.Head(
                            Kind.PAYMENT,
                            day.plusDays(random.nextInt(40)),
                            order.with(),
                            "C",
                            SeedLists.UNDEPOSITED,
                            total,
                            total,
                            order.employee(),
                            null),
                    List.of(new SeedLedger.Line(null, 0, total, SeedLists.RECEIVABLE, 0, 0, 0)));
            ledger.link(id, payment, "Payment", total);
        } else if (i % CREDITED_EVERY == 0) {
            credit(ledger, order, id, day);
        }
    }

    /** Gives the first line back; the customer has not used the credit yet. */
    private static void credit(SeedLedger ledger, Order order, long invoice, LocalDate day) throws SQLException {
        SeedLedger.Line back = order.lines().getFirst().again();
        long id = ledger.add(
                new SeedLedger.Head(
                        Kind.CREDIT_MEMO,
                        day.plusDays(6),
                        order.with(),
                        "A",
                        SeedLists.RECEIVABLE,
                        back.amount(),
                        NOTHING,
                        order.employee(),
                        invoice),
                List.of(back));
        ledger.link(invoice, id, "SaleRet", back.amount());
    }
}

package org.enterprisemcp.sandbox.netsuite.books;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes seeded transactions: heads, lines and the links between them. */
final class SeedLedger implements AutoCloseable {

    private static final int FIRST_NUMBER = 1_000;

    private final Random random;
    private final Filler heads;
    private final Filler lines;
    private final Filler links;
    private final Map<Kind, Integer> numbers = new EnumMap<>(Kind.class);
    private long lastId;
    private long lastLine;

    /** Goes on after the given ids. */
    SeedLedger(Connection connection, Random random, long lastId, long lastLine) throws SQLException {
        this.random = random;
        this.lastId = lastId;
        this.lastLine = lastLine;
        this.heads = new Filler(
                connection,
                "transaction",
                "id, type, recordtype, tranid, trandisplayname, transactionnumber, trandate, entity, status, approvalstatus, "
                        + "currency, exchangerate, foreigntotal, total, foreignamountpaid, foreignamountunpaid, subsidiary, "
                        + "department, postingperiod, posting, memo, otherrefnum, duedate, terms, employee, account, createdfrom, "
                        + "custbody_channel, externalid, createddate, lastmodifieddate");
        this.lines = new Filler(
                connection,
                "transactionline",
                "uniquekey, transaction, id, linesequencenumber, mainline, taxline, item, itemtype, quantity, quantityshiprecv, "
                        + "quantitybilled, rate, foreignamount, netamount, amount, "
                        + "debitforeignamount, creditforeignamount, expenseaccount, entity, subsidiary, department, "
                        + "class, location, memo, createdfrom, orderline, linelastmodifieddate");
        this.links = new Filler(connection, "nexttransactionlink", "previousdoc, nextdoc, linktype, foreignamount");
    }

    /**
     * The head of a transaction.
     *
     * @param kind what it is
     * @param day its date
     * @param with whom it is made
     * @param status its letter
     * @param account the account of its main line; 0 for none
     * @param total what it is worth, without a sign
     * @param paid how much of it is paid
     * @param employee who sold or bought
     * @param from the transaction it was made from; null for none
     */
    record Head(
            Kind kind,
            LocalDate day,
            People.Party with,
            String status,
            long account,
            BigDecimal total,
            BigDecimal paid,
            long employee,
            @Nullable Long from) {}

    /**
     * A line.
     *
     * @param item what
     * @param quantity how many
     * @param amount for how much, without a sign
     * @param account where it is booked
     * @param location from or to which place; 0 for none
     * @param done how many of them are delivered
     * @param billed how many of them are billed
     */
    record Line(
            Goods.@Nullable Item item,
            int quantity,
            BigDecimal amount,
            long account,
            long location,
            int done,
            int billed) {

        /** The same line on a follow-up document. */
        Line again() {
            return new Line(item, quantity, amount, account, location, 0, 0);
        }
    }

    static BigDecimal total(List<Line> lines) {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Writes a transaction and returns its id. */
    long add(Head head, List<Line> of) throws SQLException {
        long id = ++lastId;
        Kind kind = head.kind();
        int number = numbers.merge(kind, FIRST_NUMBER + 1, (last, first) -> last + 1);
        String tranId = kind.prefix() + number;
        BigDecimal signed = head.total().multiply(BigDecimal.valueOf(kind.sign()));
        boolean billed = kind == Kind.INVOICE || kind == Kind.VENDOR_BILL;
        LocalDate due = billed ? head.day().plusDays(30) : null;
        heads.add(
                id,
                kind.code(),
                kind.recordType(),
                tranId,
                kind.label() + " #" + tranId,
                kind.code().toUpperCase(Locale.ROOT) + id,
                head.day(),
                head.with().id(),
                head.status(),
                kind == Kind.PURCHASE_ORDER || kind == Kind.VENDOR_BILL ? "2" : null,
                head.with().currency(),
                1,
                signed,
                signed,
                billed ? head.paid() : null,
                billed ? head.total().subtract(head.paid()) : null,
                head.with().subsidiary(),
                1 + random.nextInt(6),
                kind.posting() ? SeedLists.period(head.day()) : null,
                kind.posting() ? "T" : "F",
                random.nextInt(5) == 0 ? "Seen by the office" : null,
                kind == Kind.SALES_ORDER ? "PO-" + (10_000 + random.nextInt(80_000)) : null,
                due,
                billed || kind == Kind.SALES_ORDER ? head.with().terms() : null,
                head.employee(),
                head.account() == 0 ? null : head.account(),
                head.from(),
                kind.sign() > 0 && random.nextInt(4) > 0 ? 1 + random.nextInt(4) : null,
                kind.prefix() + "-X" + number,
                head.day().atTime(9, 30),
                head.day().atTime(9 + random.nextInt(9), random.nextInt(60)));
        line(id, head, 0, new Line(null, 0, head.total(), head.account(), 0, 0, 0));
        for (int i = 0; i < of.size(); i++) {
            line(id, head, i + 1, of.get(i));
        }
        return id;
    }

    private void line(long id, Head head, int sequence, Line line) throws SQLException {
        boolean main = sequence == 0;
        int sign = main ? head.kind().sign() : -head.kind().sign();
        Goods.Item item = line.item();
        BigDecimal amount = line.amount().multiply(BigDecimal.valueOf(sign));
        BigDecimal rate = line.quantity() == 0
                ? null
                : line.amount().divide(BigDecimal.valueOf(line.quantity()), 4, RoundingMode.HALF_UP);
        lines.add(
                ++lastLine,
                id,
                sequence,
                sequence,
                main ? "T" : "F",
                "F",
                item == null ? null : item.id(),
                item == null ? null : item.type(),
                item == null ? null : sign * line.quantity(),
                item == null ? null : line.done(),
                item == null ? null : line.billed(),
                rate,
                amount,
                amount,
                amount,
                amount.signum() > 0 ? amount : null,
                amount.signum() < 0 ? amount.negate() : null,
                line.account() == 0 ? null : line.account(),
                head.with().id(),
                head.with().subsidiary(),
                main ? null : 1 + sequence % 6,
                main ? null : 1 + sequence % 5,
                line.location() == 0 ? null : line.location(),
                item == null ? null : item.id() % 7 == 0 ? "Handle with care" : null,
                main ? null : head.from(),
                head.from() == null || main ? null : sequence,
                head.day().atTime(9, 30));
    }

    void link(long previous, long next, String type, @Nullable BigDecimal amount) throws SQLException {
        links.add(previous, next, type, amount);
    }

    long lastId() {
        return lastId;
    }

    long lastLine() {
        return lastLine;
    }

    @Override
    public void close() throws SQLException {
        heads.close();
        lines.close();
        links.close();
    }
}

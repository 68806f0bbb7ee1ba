package org.enterprisemcp.sandbox.netsuite.records;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.enterprisemcp.sandbox.netsuite.books.Entity;
import org.enterprisemcp.sandbox.netsuite.books.Kind;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Table;

/** What follows from a changed record: totals, main lines, ledger lines, statuses of the documents before it, balances. */
final class Consequences {

    private static final long RECEIVABLE = 6;

    private final Work work;
    private final boolean form;

    /** {@code form}: the record is only shown, so it need not be complete. */
    Consequences(Work work, boolean form) {
        this.work = work;
        this.form = form;
    }

    void of(RecordType type, long id) {
        Arrays.stream(Entity.values())
                .filter(entity -> entity.table().equals(type.table().name()))
                .forEach(entity -> {
                    work.store().change("DELETE FROM entity WHERE id = ?", id);
                    work.store().change(entity.listing("WHERE id = " + id));
                });
        type.kind().ifPresent(kind -> transaction(kind, id));
    }

    /** What has to be done once a record is gone; to be asked for while it is still there. */
    Runnable ofDeleting(RecordType type, Row old, long id) {
        List<Row> before = type.isTransaction()
                ? work.store().rows("SELECT previousdoc FROM nexttransactionlink WHERE nextdoc = ?", id)
                : List.of();
        return () -> {
            before.forEach(link -> previous(link.id("previousdoc"), type.kind().orElseThrow()));
            balance(old.id("entity"));
        };
    }

    private void transaction(Kind kind, long id) {
        Table table = work.tables().require("transaction");
        Row head = work.store().row(table, id).orElseThrow();
        BigDecimal total = kind == Kind.PAYMENT ? payment(head, id) : total(kind, id);
        Row change = new Row().put("foreigntotal", total).put("total", total);
        if (kind == Kind.INVOICE || kind == Kind.VENDOR_BILL) {
            settle(kind, head, change, total.abs());
        }
        work.store().update(table, change, "id = ?", id);
        if (kind != Kind.JOURNAL) {
            mainLine(kind, head, total);
        }
        work.store()
                .change(
                        "UPDATE transactionline SET entity = ?, subsidiary = ? WHERE transaction = ?",
                        head.get("entity"),
                        head.get("subsidiary"),
                        id);
        ledger(kind, id);
        if (head.has("createdfrom")) {
            link(kind, head.id("createdfrom"), id, total.abs());
            previous(head.id("createdfrom"), kind);
        }
        if (kind == Kind.SALES_ORDER) {
            new Orders(work).review(id);
        }
        balance(head.id("entity"));
    }

    private BigDecimal total(Kind kind, long id) {
        BigDecimal sum = work.store()
                .row("SELECT SUM(foreignamount) AS n FROM transactionline WHERE transaction = ? AND mainline = 'F'", id)
                .orElseThrow()
                .number("n");
        if (kind != Kind.JOURNAL) {
            return sum.negate();
        }
        if (sum.signum() != 0 && !form) {
            throw Refused.user("The amounts in a journal entry must balance. Debits and credits differ by "
                    + sum.abs().toPlainString() + ".");
        }
        return BigDecimal.ZERO;
    }

    /** A payment is worth what it says, else what it pays; what it pays, it pays to invoices of its customer. */
    private BigDecimal payment(Row head, long id) {
        List<Row> applied = work.store()
                .rows(
                        "SELECT l.previousdoc, l.foreignamount, t.entity, t.foreignamountunpaid AS open FROM nexttransactionlink l "
                                + "JOIN transaction t ON t.id = l.previousdoc WHERE l.nextdoc = ? AND l.linktype = 'Payment'",
                        id);
        BigDecimal sum = BigDecimal.ZERO;
        for (Row link : applied) {
            if (link.id("entity") != head.id("entity")) {
                throw Refused.noSuchValue("apply.doc", link.text("previousdoc"));
            }
            if (!link.has("foreignamount")) {
                link.put("foreignamount", link.number("open"));
                work.store()
                        .change(
                                "UPDATE nexttransactionlink SET foreignamount = ? WHERE nextdoc = ? AND previousdoc = ?",
                                link.number("open"),
                                id,
                                link.id("previousdoc"));
            }
            sum = sum.add(link.number("foreignamount"));
        }
        BigDecimal worth = head.has("foreigntotal") ? head.number("foreigntotal") : sum;
        if (sum.compareTo(worth) > 0) {
            throw Refused.user("The amount applied is more than the payment amount.");
        }
        resettle(head.id("entity"));
        work.store().change("DELETE FROM transactionline WHERE transaction = ? AND mainline = 'F'", id);
        work.store()
                .insert(
                        work.tables().require("transactionline"),
                        new Row()
                                .put("uniquekey", work.store().next("transactionline"))
                                .put("transaction", id)
                                .put("id", 1)
                                .put("linesequencenumber", 1)
                                .put("foreignamount", worth.negate())
                                .put("netamount", worth.negate())
                                .put("amount", worth.negate())
                                .put("expenseaccount", RECEIVABLE));
        return worth;
    }

    /** Every invoice of a customer whose payments are others than it knows of. */
    private void resettle(long customer) {
        work.store()
                .rows(
                        "SELECT id FROM transaction t WHERE entity = ? AND type = 'CustInvc' AND foreignamountpaid <> (SELECT "
                                + "COALESCE(SUM(foreignamount), 0) FROM nexttransactionlink l WHERE l.previousdoc = t.id AND linktype = 'Payment')",
                        customer)
                .forEach(invoice -> previous(invoice.id("id"), Kind.PAYMENT));
    }

    private void mainLine(Kind kind, Row head, BigDecimal total) {
        Row line = new Row()
                .put("foreignamount", total)
                .put("netamount", total)
                .put("amount", total)
                .put("expenseaccount", kind.posting() ? head.get("account") : null)
                .put("memo", head.get("memo"))
                .put("linelastmodifieddate", work.now());
        Table table = work.tables().require("transactionline");
        if (work.store()
                .row("SELECT id FROM transactionline WHERE transaction = ? AND id = 0", head.id("id"))
                .isPresent()) {
            work.store().update(table, line, "transaction = ? AND id = 0", head.id("id"));
            return;
        }
        line.put("uniquekey", work.store().next("transactionline"))
                .put("transaction", head.id("id"))
                .put("id", 0)
                .put("linesequencenumber", 0)
                .put("mainline", "T");
        work.store().insert(table, line);
    }

    private void ledger(Kind kind, long id) {
        work.store().change("DELETE FROM transactionaccountingline WHERE transaction = ?", id);
        if (kind.posting()) {
            work.store()
                    .change(
                            "INSERT INTO transactionaccountingline SELECT transaction, id, 1, expenseaccount, netamount, netamount, "
                                    + "CASE WHEN netamount > 0 THEN netamount END, CASE WHEN netamount < 0 THEN -netamount END, 'T' "
                                    + "FROM transactionline WHERE transaction = ? AND netamount <> 0",
                            id);
        }
    }

    private void link(Kind kind, long previous, long id, BigDecimal total) {
        String type = switch (kind) {
            case FULFILLMENT -> "ShipRcpt";
            case CREDIT_MEMO -> "SaleRet";
            case PAYMENT -> "Payment";
            case SALES_ORDER, INVOICE, PURCHASE_ORDER, VENDOR_BILL, JOURNAL -> "OrdBill";
        };
        if (work.store()
                .row(
                        "SELECT 1 AS n FROM nexttransactionlink WHERE previousdoc = ? AND nextdoc = ? AND linktype = ?",
                        previous,
                        id,
                        type)
                .isEmpty()) {
            work.store()
                    .change(
                            "INSERT INTO nexttransactionlink (previousdoc, nextdoc, linktype, foreignamount) VALUES (?, ?, ?, ?)",
                            previous,
                            id,
                            type,
                            total);
        }
    }

    /** The document that a follow-up was made from, or that a payment pays. */
    private void previous(long id, Kind followUp) {
        Table table = work.tables().require("transaction");
        work.store().row(table, id).ifPresent(head -> {
            switch (followUp) {
                case PAYMENT -> {
                    Row change = new Row();
                    settle(
                            Kind.INVOICE,
                            head,
                            change,
                            head.number("foreigntotal").abs());
                    work.store().update(table, change, "id = ?", id);
                }
                case INVOICE, VENDOR_BILL -> new Orders(work).billed(id, followUp);
                case FULFILLMENT -> new Orders(work).shipped(id);
                case SALES_ORDER, CREDIT_MEMO, PURCHASE_ORDER, JOURNAL -> {}
            }
        });
    }

    private void settle(Kind kind, Row head, Row change, BigDecimal total) {
        BigDecimal linked = work.store()
                .row(
                        "SELECT SUM(foreignamount) AS n FROM nexttransactionlink WHERE previousdoc = ? AND linktype = 'Payment'",
                        head.id("id"))
                .orElseThrow()
                .number("n");
        boolean bill = kind == Kind.VENDOR_BILL;
        BigDecimal paid = bill ? head.number("foreignamountpaid") : linked;
        BigDecimal open = total.subtract(paid);
        if (open.signum() < 0) {
            throw Refused.user("The amount applied is more than the amount due.");
        }
        boolean done = open.signum() == 0 && total.signum() > 0;
        boolean waiting = head.text("status").equals("D");
        change.put("foreignamountpaid", paid)
                .put("foreignamountunpaid", open)
                .put("status", waiting ? "D" : done ? "B" : "A");
    }

    private void balance(long entity) {
        String open =
                " = (SELECT COALESCE(SUM(foreignamountunpaid), 0) FROM transaction WHERE entity = ? AND type = ?) WHERE id = ?";
        work.store().change("UPDATE customer SET balancesearch" + open, entity, Kind.INVOICE.code(), entity);
        work.store().change("UPDATE vendor SET balance" + open, entity, Kind.VENDOR_BILL.code(), entity);
    }
}

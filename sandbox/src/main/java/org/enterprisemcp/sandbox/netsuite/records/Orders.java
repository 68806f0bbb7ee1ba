package org.enterprisemcp.sandbox.netsuite.records;

import java.util.List;
import java.util.function.Predicate;
import org.enterprisemcp.sandbox.netsuite.books.Kind;

/** How far an order is: what of it is delivered and billed, and the status that follows. */
final class Orders {

    private final Work work;

    Orders(Work work) {
        this.work = work;
    }

    /** A bill or an invoice was made, changed or deleted. */
    void billed(long order, Kind kind) {
        count(order, "quantitybilled", kind);
        review(order);
    }

    /** A fulfillment was made, changed or deleted. */
    void shipped(long order) {
        count(order, "quantityshiprecv", Kind.FULFILLMENT);
        review(order);
    }

    private void count(long order, String column, Kind kind) {
        work.store()
                .change(
                        "UPDATE transactionline SET " + column
                                + " = (SELECT COALESCE(SUM(ABS(f.quantity)), 0) FROM transactionline f "
                                + "JOIN transaction t ON t.id = f.transaction WHERE t.createdfrom = ? AND t.type = ? "
                                + "AND f.orderline = transactionline.id) WHERE transaction = ? AND mainline = 'F'",
                        order,
                        kind.code(),
                        order);
    }

    /** Sets the status that the lines call for. What is pending approval, cancelled, rejected or closed stays so. */
    void review(long order) {
        Row head = work.store().row(work.tables().require("transaction"), order).orElseThrow();
        boolean selling = head.text("type").equals(Kind.SALES_ORDER.code());
        if (head.text("status").matches("[ACH]")
                || (!selling && !head.text("type").equals(Kind.PURCHASE_ORDER.code()))) {
            return;
        }
        List<Row> lines = work.store()
                .rows(
                        "SELECT ABS(quantity) AS quantity, quantityshiprecv, quantitybilled, itemtype FROM transactionline "
                                + "WHERE transaction = ? AND mainline = 'F'",
                        order);
        Predicate<Row> billed = line -> line.number("quantitybilled").compareTo(line.number("quantity")) >= 0;
        Predicate<Row> shipped = line -> (selling && line.text("itemtype").equals("Service"))
                || line.number("quantityshiprecv").compareTo(line.number("quantity")) >= 0;
        boolean someBilled =
                lines.stream().anyMatch(line -> line.number("quantitybilled").signum() > 0);
        boolean someShipped =
                lines.stream().anyMatch(line -> line.number("quantityshiprecv").signum() > 0);
        String status;
        if (lines.isEmpty()) {
            status = "B";
        } else if (lines.stream().allMatch(billed)) {
            status = "G";
        } else if (lines.stream().allMatch(shipped)) {
            status = "F";
        } else if (someBilled) {
            status = "E";
        } else {
            status = someShipped ? "D" : "B";
        }
        work.store().change("UPDATE transaction SET status = ? WHERE id = ?", status, order);
    }
}

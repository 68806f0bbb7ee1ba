package org.enterprisemcp.sandbox.netsuite.records;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.enterprisemcp.sandbox.netsuite.books.Kind;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;

/** Completes a line of a transaction: quantity × rate = amount, the item's price where no rate is given, the account it is booked to. */
final class LineAmounts {

    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private final Work work;

    LineAmounts(Work work) {
        this.work = work;
    }

    void complete(RecordType type, Row row, Optional<Row> old) {
        Kind kind = type.kind().orElseThrow();
        Row whole = new Row().putAll(old.orElseGet(Row::new)).putAll(row);
        if (kind == Kind.JOURNAL) {
            BigDecimal amount = whole.number("debitforeignamount").subtract(whole.number("creditforeignamount"));
            book(row, amount);
            return;
        }
        Row item = work.store()
                .row(work.tables().require("item"), whole.id("item"))
                .orElseThrow(() -> Refused.noSuchValue("item", whole.text("item")));
        boolean selling = kind != Kind.PURCHASE_ORDER && kind != Kind.VENDOR_BILL;
        row.put("itemtype", item.get("itemtype"));
        row.suggest(
                "expenseaccount",
                old.isPresent() ? whole.get("expenseaccount") : item.get(selling ? "incomeaccount" : "expenseaccount"));
        if (old.isEmpty()) {
            row.suggest("quantity", BigDecimal.valueOf(-kind.sign()));
        }
        BigDecimal quantity = row.has("quantity") ? row.number("quantity") : whole.number("quantity");
        if (kind == Kind.FULFILLMENT) {
            book(row, BigDecimal.ZERO);
            return;
        }
        if (row.has("foreignamount") && !row.has("rate")) {
            BigDecimal amount = row.number("foreignamount");
            row.put(
                    "rate",
                    quantity.signum() == 0
                            ? null
                            : amount.divide(quantity, 4, RoundingMode.HALF_UP).abs());
            book(row, amount);
            return;
        }
        BigDecimal listed = item.number(selling ? "baseprice" : "cost");
        BigDecimal rate = row.has("rate") ? row.number("rate") : old.isPresent() ? whole.number("rate") : listed;
        row.put("rate", rate);
        book(
                row,
                row.has("foreignamount")
                        ? row.number("foreignamount")
                        : quantity.multiply(rate).setScale(2, RoundingMode.HALF_UP));
    }

    private static void book(Row row, BigDecimal amount) {
        if (amount.abs().compareTo(MOST) > 0) {
            throw Refused.user("The amount of a line is too large.");
        }
        row.put("foreignamount", amount).put("netamount", amount).put("amount", amount);
        row.put("debitforeignamount", amount.signum() > 0 ? amount : null);
        row.put("creditforeignamount", amount.signum() < 0 ? amount.negate() : null);
    }
}

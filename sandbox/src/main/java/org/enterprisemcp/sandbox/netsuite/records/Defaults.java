package org.enterprisemcp.sandbox.netsuite.records;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.enterprisemcp.sandbox.netsuite.books.Kind;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;

/** What a new record gets when its maker does not say. */
final class Defaults {

    private static final long RECEIVABLE = 6;
    private static final long UNDEPOSITED = 3;
    private static final long PAYABLE = 12;
    private static final long HOUSE = 1;

    private final Work work;

    Defaults(Work work) {
        this.work = work;
    }

    void complete(RecordType type, Row row) {
        stamp(type, row);
        switch (type.table().name()) {
            case "customer", "vendor" -> company(row);
            case "employee", "contact" -> row.suggest("entityid", fullName(row));
            case "item" -> item(type, row);
            case "transaction" -> type.kind().ifPresent(kind -> transaction(kind, row));
            case "account" ->
                row.put("accountsearchdisplayname", (row.text("acctnumber") + " " + row.text("fullname")).strip());
            default -> {}
        }
        if (type.table().column("fullname").isPresent() && row.has("name")) {
            row.put("fullname", row.text("name"));
        }
    }

    private void stamp(RecordType type, Row row) {
        for (String column :
                new String[] {"datecreated", "createddate", "created", "lastmodifieddate", "lastmodified"}) {
            if (type.table().column(column).isPresent()) {
                row.put(column, work.now());
            }
        }
    }

    private void company(Row row) {
        boolean person = row.text("isperson").equals("T");
        String name = person ? fullName(row) : row.text("companyname");
        row.suggest("entityid", name.isEmpty() ? null : name).put("altname", name.isEmpty() ? null : name);
        if (row.has("subsidiary")) {
            currencyOf(row.id("subsidiary")).ifPresent(currency -> row.suggest("currency", currency));
        }
        row.suggest("emailpreference", "DEFAULT");
    }

    private static String fullName(Row row) {
        String name = (row.text("firstname") + " " + row.text("lastname")).strip();
        return name.isEmpty() ? row.text("entityid") : name;
    }

    private Optional<Long> currencyOf(long subsidiary) {
        return work.store()
                .row("SELECT currency FROM subsidiary WHERE id = ?", subsidiary)
                .map(row -> row.id("currency"));
    }

    private static void item(RecordType type, Row row) {
        row.put("itemtype", type.type()).put("fullname", row.get("itemid"));
        if (type.type().equals("InvtPart")) {
            row.suggest("quantityonhand", 0).suggest("quantityavailable", 0).suggest("incomeaccount", 18L);
            row.suggest("expenseaccount", 22L).suggest("assetaccount", 8L);
        } else {
            row.put("subtype", "Resale").suggest("incomeaccount", 19L).suggest("expenseaccount", 24L);
        }
    }

    private void transaction(Kind kind, Row row) {
        row.put("type", kind.code()).put("recordtype", kind.recordType());
        if (!row.has("tranid")) {
            row.put("tranid", kind.prefix() + work.store().next(kind.code()));
        }
        row.put("trandisplayname", kind.label() + " #" + row.text("tranid"));
        if (!row.has("trandate")) {
            row.put("trandate", work.today());
        }
        LocalDate day = day(row);
        Row with = partner(kind, row);
        row.suggest("subsidiary", with.has("subsidiary") ? with.get("subsidiary") : HOUSE);
        row.suggest(
                "currency",
                with.has("currency")
                        ? with.get("currency")
                        : currencyOf(row.id("subsidiary")).orElse(HOUSE));
        row.suggest("exchangerate", 1).suggest("status", firstStatus(kind));
        row.put("posting", kind.posting() ? "T" : "F");
        if (kind.posting()) {
            row.suggest("postingperiod", period(day));
        }
        switch (kind) {
            case SALES_ORDER -> row.suggest("terms", with.get("terms")).suggest("employee", with.get("salesrep"));
            case INVOICE -> {
                row.suggest("terms", with.get("terms")).suggest("employee", with.get("salesrep"));
                row.suggest("account", RECEIVABLE).suggest("duedate", due(row, day));
            }
            case CREDIT_MEMO -> row.suggest("account", RECEIVABLE);
            case PAYMENT -> row.suggest("account", UNDEPOSITED);
            case VENDOR_BILL -> {
                row.suggest("terms", with.get("terms")).suggest("account", PAYABLE);
                row.suggest("duedate", due(row, day)).suggest("approvalstatus", "2");
            }
            case PURCHASE_ORDER, JOURNAL -> row.suggest("approvalstatus", "2");
            case FULFILLMENT -> row.suggest("shipdate", day);
        }
    }

    private Row partner(Kind kind, Row row) {
        String table = kind == Kind.PURCHASE_ORDER || kind == Kind.VENDOR_BILL ? "vendor" : "customer";
        return work.store().row(work.tables().require(table), row.id("entity")).orElseGet(Row::new);
    }

    private static LocalDate day(Row row) {
        return row.get("trandate") instanceof LocalDate day
                ? day
                : row.get("trandate") instanceof LocalDateTime moment ? moment.toLocalDate() : LocalDate.EPOCH;
    }

    private LocalDate due(Row row, LocalDate day) {
        return work.store()
                .row("SELECT daysuntilnetdue FROM term WHERE id = ?", row.id("terms"))
                .map(term -> day.plusDays(term.id("daysuntilnetdue")))
                .orElse(day);
    }

    private static String firstStatus(Kind kind) {
        return switch (kind) {
            case SALES_ORDER, PURCHASE_ORDER, JOURNAL -> "B";
            case PAYMENT, FULFILLMENT -> "C";
            case INVOICE, CREDIT_MEMO, VENDOR_BILL -> "A";
        };
    }

    private Object period(LocalDate day) {
        return work.store()
                .row(
                        "SELECT id FROM accountingperiod WHERE isyear = 'F' AND isquarter = 'F' AND startdate <= ? AND enddate >= ?",
                        day,
                        day)
                .<Object>map(period -> period.id("id"))
                .orElseThrow(() -> Refused.user("There is no accounting period for the date " + day + "."));
    }
}

package org.enterprisemcp.sandbox.netsuite.records;

import java.util.Set;
import org.enterprisemcp.sandbox.netsuite.books.Column;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Table;

/** Deletes a record, unless another one still needs it. */
final class Delete {

    private static final Set<String> OWNED = Set.of(
            "transactionline.transaction",
            "transactionaccountingline.transaction",
            "nexttransactionlink.nextdoc",
            "customeraddressbook.entity",
            "customeraddressbookentityaddress.recordowner",
            "inventoryitemlocations.item");
    private static final Set<String> ENTITIES = Set.of("customer", "vendor", "employee", "contact");

    private final Work work;

    Delete(Work work) {
        this.work = work;
    }

    void delete(RecordType type, long id) {
        Row old = work.row(type, id);
        String table = type.table().name();
        boolean entity = ENTITIES.contains(table);
        for (Table each : work.tables().all()) {
            for (Column column : each.columns()) {
                boolean leadsHere = column.target().equals(table)
                        || (entity && column.target().equals("entity"));
                if (column.kind() == Column.Kind.REF
                        && leadsHere
                        && !OWNED.contains(each.name() + "." + column.name())) {
                    refuseIfNeeded(each, column, id);
                }
            }
        }
        Consequences consequences = new Consequences(work, false);
        Runnable after = consequences.ofDeleting(type, old, id);
        for (String owned : OWNED) {
            String[] words = owned.split("\\.", -1);
            if (work.tables()
                    .require(words[0])
                    .column(words[1])
                    .orElseThrow()
                    .target()
                    .equals(table)) {
                work.store().change("DELETE FROM " + words[0] + " WHERE " + words[1] + " = ?", id);
            }
        }
        work.store()
                .change("DELETE FROM " + table + " WHERE " + type.table().key().name() + " = ?", id);
        if (entity) {
            work.store().change("DELETE FROM entity WHERE id = ?", id);
        }
        after.run();
    }

    private void refuseIfNeeded(Table table, Column column, long id) {
        if (work.store()
                .row("SELECT 1 AS n FROM " + table.name() + " WHERE " + column.name() + " = ? AND ROWNUM = 1", id)
                .isPresent()) {
            throw Refused.user("This record cannot be deleted because it has dependent records.");
        }
    }
}

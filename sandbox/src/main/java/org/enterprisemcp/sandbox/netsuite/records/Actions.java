package org.enterprisemcp.sandbox.netsuite.records;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;

/** Record actions: {@code POST /{type}/{id}/@approve}. There is no metadata for them, so unknown ones are refused only here. */
final class Actions {

    /** By record type: the status in which it waits, and the one that approval leads to. */
    private static final Map<String, String> APPROVALS =
            Map.of("salesOrder", "A>B", "purchaseOrder", "A>B", "vendorBill", "D>A", "journalEntry", "A>B");

    private static final Set<String> CONFIRMED = Set.of("salesOrder", "purchaseOrder", "itemFulfillment");
    private static final Set<String> CLOSED = Set.of("salesOrder", "purchaseOrder");

    private final Work work;

    Actions(Work work) {
        this.work = work;
    }

    void run(RecordType type, long id, String action) {
        Row row = work.row(type, id);
        switch (action.toLowerCase(Locale.ROOT)) {
            case "approve" -> approve(type, row);
            case "confirm" -> {
                if (!CONFIRMED.contains(type.name())) {
                    throw unknown(type, action);
                }
            }
            case "close" -> {
                if (!CLOSED.contains(type.name())) {
                    throw unknown(type, action);
                }
                work.store()
                        .change(
                                "UPDATE transaction SET status = 'H', lastmodifieddate = ? WHERE id = ?",
                                work.now(),
                                id);
            }
            default -> throw unknown(type, action);
        }
    }

    private void approve(RecordType type, Row row) {
        String path = APPROVALS.get(type.name());
        if (path == null) {
            throw unknown(type, "approve");
        }
        if (!row.text("status").equals(path.substring(0, 1))) {
            throw Refused.user("The record is not pending approval.");
        }
        work.store()
                .change(
                        "UPDATE transaction SET status = ?, approvalstatus = '2', lastmodifieddate = ? WHERE id = ?",
                        path.substring(2),
                        work.now(),
                        row.id("id"));
        new Orders(work).review(row.id("id"));
    }

    private static Refused unknown(RecordType type, String action) {
        return Refused.request("The action '" + action + "' does not exist for record type '" + type.name() + "'.");
    }
}

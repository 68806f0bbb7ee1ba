package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;

/** Attaches contacts to companies and detaches them. Files can be attached in a real account; the sandbox has none. */
final class Attachments {

    private static final Set<String> COMPANIES = Set.of("customer", "vendor");

    private final Work work;
    private final Entry entry;

    Attachments(Work work, Entry entry) {
        this.work = work;
        this.entry = entry;
    }

    void attach(RecordType type, long id, String what, String other, ObjectNode body) {
        RecordType contact = contact(type, id, what);
        long contactId = work.find(contact, other);
        List<Field> role = List.of(new Field(
                "role", contact.table().column("contactrole").orElseThrow(), "Role", "contactrole", Set.of()));
        Row row = entry.row(role, List.of(), body, "", "", 1).put("company", id);
        entry.finish();
        work.store().update(contact.table(), row, "id = ?", contactId);
    }

    void detach(RecordType type, long id, String what, String other) {
        RecordType contact = contact(type, id, what);
        long contactId = work.find(contact, other);
        int changed = work.store()
                .change(
                        "UPDATE contact SET company = NULL, contactrole = NULL WHERE id = ? AND company = ?",
                        contactId,
                        id);
        if (changed == 0) {
            throw Fault.user("The contact is not attached to this record.");
        }
    }

    private RecordType contact(RecordType type, long id, String what) {
        work.row(type, id);
        if (what.equalsIgnoreCase("file")) {
            throw Fault.missing(false);
        }
        if (!what.equalsIgnoreCase("contact") || !COMPANIES.contains(type.name())) {
            throw Fault.request(
                    "A record of type '" + what + "' cannot be attached to record type '" + type.name() + "'.");
        }
        return work.types().named("contact").orElseThrow();
    }
}

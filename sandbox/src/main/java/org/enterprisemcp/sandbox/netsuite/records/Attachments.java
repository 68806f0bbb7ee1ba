package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;

/** Attaches contacts to companies and files to records, and detaches them. */
final class Attachments {

    private static final Set<String> COMPANIES = Set.of("customer", "vendor");

    private final Work work;
    private final Entry entry;

    Attachments(Work work, Entry entry) {
        this.work = work;
        this.entry = entry;
    }

    void attach(RecordType type, long id, String what, String other, ObjectNode body) {
        work.row(type, id);
        if (isFile(what)) {
            long file = file(other);
            detached(type, id, file);
            work.store()
                    .change(
                            "INSERT INTO fileattachment (file, recordtype, recordid) VALUES (?, ?, ?)",
                            file,
                            type.name(),
                            id);
            return;
        }
        RecordType contact = contact(type, what);
        long contactId = work.find(contact, other);
        List<Field> role = List.of(new Field(
                "role", contact.table().column("contactrole").orElseThrow(), "Role", "contactrole", Set.of()));
        Row row = entry.row(role, List.of(), body, "", "", 1).put("company", id);
        entry.finish();
        work.store().update(contact.table(), row, "id = ?", contactId);
    }

    void detach(RecordType type, long id, String what, String other) {
        work.row(type, id);
        if (isFile(what)) {
            if (!detached(type, id, file(other))) {
                throw Refused.user("The file is not attached to this record.");
            }
            return;
        }
        RecordType contact = contact(type, what);
        long contactId = work.find(contact, other);
        int changed = work.store()
                .change(
                        "UPDATE contact SET company = NULL, contactrole = NULL WHERE id = ? AND company = ?",
                        contactId,
                        id);
        if (changed == 0) {
            throw Refused.user("The contact is not attached to this record.");
        }
    }

    private static boolean isFile(String what) {
        return what.equalsIgnoreCase("file");
    }

    private long file(String id) {
        return Optional.of(id)
                .filter(number -> number.matches("[0-9]{1,18}"))
                .flatMap(number -> work.store().row(work.tables().require("file"), Long.parseLong(number)))
                .orElseThrow(() -> Refused.missing(false))
                .id("id");
    }

    /** Whether the file was attached. */
    private boolean detached(RecordType type, long id, long file) {
        return work.store()
                        .change(
                                "DELETE FROM fileattachment WHERE file = ? AND recordtype = ? AND recordid = ?",
                                file,
                                type.name(),
                                id)
                > 0;
    }

    private RecordType contact(RecordType type, String what) {
        if (!what.equalsIgnoreCase("contact") || !COMPANIES.contains(type.name())) {
            throw Refused.request(
                    "A record of type '" + what + "' cannot be attached to record type '" + type.name() + "'.");
        }
        return work.types().named("contact").orElseThrow();
    }
}

package org.enterprisemcp.sandbox.netsuite.records;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;

/** What must be true of a record before it is kept. */
final class Rules {

    private static final Set<String> ENTITIES = Set.of("customer", "vendor", "employee", "contact");

    private final Work work;

    Rules(Work work) {
        this.work = work;
    }

    /** Refuses a record without its required fields. A person needs a last name in place of a company's name. */
    static void require(RecordType type, Row row) {
        boolean person = row.text("isperson").equals("T");
        List<Field> missing = type.fields().stream()
                .filter(field -> field.required() && !row.has(field.column().name()))
                .filter(field -> !person || !field.name().equals("companyName"))
                .toList();
        if (!missing.isEmpty()) {
            throw Refused.user("Please enter value(s) for: "
                    + missing.stream().map(Field::label).collect(Collectors.joining(", ")));
        }
        boolean someone = type.name().equals("employee") || type.name().equals("contact") || person;
        if (someone && !row.has("entityid") && !row.has("lastname")) {
            throw Refused.user("Please enter value(s) for: Last Name");
        }
    }

    /** Refuses what exists already: an external id, an entity's or an item's name. {@code self} is the record itself; 0 for a new one. */
    void unique(RecordType type, Row row, long self) {
        String key = type.table().key().name();
        if (row.has("externalid") && taken(type, "externalid", row.text("externalid"), key, self)) {
            throw Refused.user("This entity already exists.");
        }
        if (ENTITIES.contains(type.table().name())
                && row.has("entityid")
                && taken(type, "entityid", row.text("entityid"), key, self)) {
            throw Refused.user("This entity already exists.");
        }
        if (type.name().equals("customer")
                && row.has("companyname")
                && taken(type, "companyname", row.text("companyname"), key, self)) {
            throw Refused.user("This entity already exists.");
        }
        if (type.table().name().equals("item")
                && row.has("itemid")
                && taken(type, "itemid", row.text("itemid"), key, self)) {
            throw Refused.user("Uniqueness error: an item with the name " + row.text("itemid") + " already exists.");
        }
    }

    private boolean taken(RecordType type, String column, String value, String key, long self) {
        return work.store()
                .row(
                        "SELECT " + key + " AS id FROM " + type.table().name() + " WHERE " + column + " = ? AND " + key
                                + " <> ? AND " + (column.equals("externalid") ? type.condition() : "1 = 1"),
                        value,
                        self)
                .isPresent();
    }
}

package org.enterprisemcp.sandbox.netsuite.books;

/** The tables whose rows also stand in the table {@code entity}. */
public enum Entity {
    CUSTOMER("customer", "CustJob", "altname", "isperson"),
    VENDOR("vendor", "Vendor", "altname", "isperson"),
    EMPLOYEE("employee", "Employee", "entityid", "'T'"),
    CONTACT("contact", "Contact", "entityid", "'T'");

    private final String table;
    private final String type;
    private final String altName;
    private final String person;

    Entity(String table, String type, String altName, String person) {
        this.table = table;
        this.type = type;
        this.altName = altName;
        this.person = person;
    }

    /** The table of its own. */
    public String table() {
        return table;
    }

    /** The value of {@code entity.type}. */
    public String type() {
        return type;
    }

    /** The statement that copies rows into {@code entity}, {@code where} being a condition with its keyword, or empty. */
    public String listing(String where) {
        String phoneOn = "email, phone, isinactive, externalid, datecreated, lastmodifieddate";
        return "INSERT INTO entity (id, entityid, entitytitle, altname, type, isperson, firstname, lastname, " + phoneOn
                + ") SELECT id, entityid, entityid, " + altName + ", '" + type + "', " + person
                + ", firstname, lastname, "
                + phoneOn + " FROM " + table + " " + where;
    }
}

package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.util.List;
import java.util.Optional;

/** The datasets of an account: stored queries, which nobody can change here. */
final class Datasets {

    /**
     * One dataset.
     *
     * @param id the last part of its address
     * @param query what it runs
     */
    record Dataset(String id, String name, String description, String query) {}

    private static final List<Dataset> ALL = List.of(
            new Dataset(
                    "custdataset_customers",
                    "Customers",
                    "Active customers with their subsidiary and sales representative.",
                    """
                    SELECT id, entityid, companyname, email, BUILTIN.DF(subsidiary) AS subsidiary,
                           BUILTIN.DF(salesrep) AS salesrep, datecreated
                    FROM customer WHERE isinactive = 'F' ORDER BY id"""),
            new Dataset("custdataset_items", "Items", "Items with what is on hand at every location.", """
                    SELECT item.id, item.itemid, item.displayname, BUILTIN.DF(item.itemtype) AS itemtype, item.baseprice,
                           BUILTIN.DF(stock.location) AS location, stock.quantityonhand
                    FROM item, inventoryitemlocations stock WHERE item.id = stock.item (+)
                    ORDER BY item.id, stock.location"""),
            new Dataset(
                    "custdataset_open_invoices",
                    "Open Invoices",
                    "Invoices that are not paid in full, the oldest first.",
                    """
                    SELECT id, tranid, trandate, duedate, BUILTIN.DF(entity) AS entity, BUILTIN.DF(status) AS status,
                           foreigntotal, foreignamountunpaid
                    FROM transaction WHERE type = 'CustInvc' AND foreignamountunpaid > 0 ORDER BY duedate, id"""),
            new Dataset(
                    "custdataset_sales_by_month",
                    "Sales by Month",
                    "Number and sum of sales orders of each month.",
                    """
                    SELECT TO_CHAR(trandate, 'YYYY-MM') AS month, COUNT(*) AS orders, SUM(foreigntotal) AS amount
                    FROM transaction WHERE type = 'SalesOrd' GROUP BY TO_CHAR(trandate, 'YYYY-MM')
                    ORDER BY TO_CHAR(trandate, 'YYYY-MM')"""));

    private Datasets() {}

    static List<Dataset> all() {
        return ALL;
    }

    static Optional<Dataset> find(String id) {
        return ALL.stream().filter(dataset -> dataset.id().equalsIgnoreCase(id)).findFirst();
    }
}

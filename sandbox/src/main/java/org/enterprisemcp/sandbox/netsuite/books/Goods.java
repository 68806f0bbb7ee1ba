package org.enterprisemcp.sandbox.netsuite.books;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the seeded transactions are about.
 *
 * @param items everything that is bought and sold
 */
record Goods(List<Item> items) {

    /**
     * One of them.
     *
     * @param id of the item
     * @param type {@code InvtPart} or {@code Service}
     * @param price what a customer pays for one
     * @param cost what a vendor gets for one
     * @param income the account of its sales
     * @param expense the account of its purchases
     */
    record Item(long id, String type, BigDecimal price, BigDecimal cost, long income, long expense) {

        boolean stocked() {
            return type.equals("InvtPart");
        }
    }
}

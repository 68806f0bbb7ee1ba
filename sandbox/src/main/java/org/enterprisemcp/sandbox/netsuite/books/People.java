package org.enterprisemcp.sandbox.netsuite.books;

import java.util.List;

/**
 * Who the seeded transactions are made with.
 *
 * @param customers those who buy
 * @param vendors those who sell
 * @param employees ids of those who work here
 */
record People(List<Party> customers, List<Party> vendors, List<Long> employees) {

    /**
     * One of them.
     *
     * @param id of its entity
     * @param subsidiary the one it deals with
     * @param currency the one it pays in
     * @param terms how long it may take to pay
     */
    record Party(long id, long subsidiary, long currency, long terms) {}
}

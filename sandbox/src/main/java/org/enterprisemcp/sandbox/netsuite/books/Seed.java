package org.enterprisemcp.sandbox.netsuite.books;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Random;

/** The rows that an account begins with: drawn by a generator that the account's name seeds, so the same at every start. */
final class Seed {

    /** The last day of the books; orders are spread over the {@link #DAYS} before it. */
    static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);

    static final int DAYS = 540;

    private final Connection connection;
    private final Random random;
    private final Books.Size size;

    Seed(Connection connection, String account, Books.Size size) {
        this.connection = connection;
        this.random = new Random(account.hashCode());
        this.size = size;
    }

    void write() throws SQLException {
        SeedLists.write(connection);
        People people = new SeedPeople(connection, random).write();
        Goods goods = new SeedGoods(connection, random).write();
        new SeedSales(connection, random, people, goods).write();
        new SeedPurchases(connection, random, people, goods).write();
        new SeedProjects(connection, random, people, size.measurements()).write();
        sumUp();
        count();
    }

    /** What follows from the transactions: ledger lines and balances. */
    private void sumUp() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO transactionaccountingline SELECT l.transaction, l.id, 1, l.expenseaccount, "
                    + "l.netamount, l.netamount, CASE WHEN l.netamount > 0 THEN l.netamount END, "
                    + "CASE WHEN l.netamount < 0 THEN -l.netamount END, 'T' FROM transactionline l "
                    + "JOIN transaction t ON t.id = l.transaction WHERE t.posting = 'T' AND l.netamount <> 0");
            statement.execute("UPDATE customer SET balancesearch = (SELECT COALESCE(SUM(t.foreignamountunpaid), 0) "
                    + "FROM transaction t WHERE t.entity = customer.id AND t.type = 'CustInvc')");
            statement.execute("UPDATE vendor SET balance = (SELECT COALESCE(SUM(t.foreignamountunpaid), 0) "
                    + "FROM transaction t WHERE t.entity = vendor.id AND t.type = 'VendBill')");
        }
    }

    /** Where the numbers of new rows go on. */
    private void count() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : new String[] {
                "subsidiary",
                "department",
                "classification",
                "location",
                "currency",
                "term",
                "accountingperiod",
                "account",
                "entity",
                "item",
                "transaction",
                "customrecord_project"
            }) {
                statement.execute("INSERT INTO NSMETA.counter SELECT '" + table + "', MAX(id) FROM " + table);
            }
            statement.execute(
                    "INSERT INTO NSMETA.counter SELECT 'transactionline', MAX(uniquekey) FROM transactionline");
            statement.execute(
                    "INSERT INTO NSMETA.counter SELECT 'customeraddressbook', MAX(internalid) FROM customeraddressbook");
            statement.execute(
                    "INSERT INTO NSMETA.counter SELECT 'address', MAX(nkey) FROM customeraddressbookentityaddress");
        }
        try (PreparedStatement numbers = connection.prepareStatement(
                "INSERT INTO NSMETA.counter SELECT ?, 1000 + COUNT(*) FROM transaction WHERE type = ?")) {
            for (Kind kind : Kind.values()) {
                Filler.batch(numbers, kind.code(), kind.code());
            }
            numbers.executeBatch();
        }
    }
}

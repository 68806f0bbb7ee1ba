package org.enterprisemcp.sandbox.netsuite.suiteql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A few rows that a test can know by heart, in a database set up like the sandbox's books. */
final class SmallBooks implements AutoCloseable {

    private static final String[] STATEMENTS = {
        "CREATE SCHEMA NS",
        "CREATE SCHEMA NSMETA",
        "CREATE TABLE NSMETA.reference (table_name VARCHAR(60), column_name VARCHAR(60), target_table VARCHAR(60), "
                + "target_key VARCHAR(60), display_column VARCHAR(60), PRIMARY KEY (table_name, column_name))",
        "CREATE TABLE NSMETA.enumeration (table_name VARCHAR(60), column_name VARCHAR(60), code VARCHAR(60), "
                + "label VARCHAR(120), qualifier_column VARCHAR(60), PRIMARY KEY (table_name, column_name, code))",
        "CREATE TABLE NS.employee (id BIGINT PRIMARY KEY, entityid VARCHAR(80))",
        "CREATE TABLE NS.customer (id BIGINT PRIMARY KEY, entityid VARCHAR(80), email VARCHAR(80), salesrep BIGINT, "
                + "creditlimit DECIMAL(20, 4), isinactive CHAR(1), datecreated TIMESTAMP(0), memo CLOB)",
        "CREATE TABLE NS.transaction (id BIGINT PRIMARY KEY, type VARCHAR(40), tranid VARCHAR(40), trandate DATE, "
                + "entity BIGINT, status VARCHAR(40), foreigntotal DECIMAL(20, 4), class BIGINT)",
        "CREATE TABLE NS.transactionline (uniquekey BIGINT PRIMARY KEY, id BIGINT, transaction BIGINT, mainline CHAR(1), "
                + "quantity DECIMAL(20, 4), amount DECIMAL(20, 4))",
        "CREATE INDEX NS.transactionline_transaction ON NS.transactionline (transaction)",
        "INSERT INTO NSMETA.reference VALUES ('customer', 'salesrep', 'employee', 'id', 'entityid')",
        "INSERT INTO NSMETA.reference VALUES ('transaction', 'entity', 'customer', 'id', 'entityid')",
        "INSERT INTO NSMETA.reference VALUES ('transactionline', 'transaction', 'transaction', 'id', 'tranid')",
        "INSERT INTO NSMETA.enumeration VALUES ('transaction', 'type', 'SalesOrd', 'Sales Order', NULL)",
        "INSERT INTO NSMETA.enumeration VALUES ('transaction', 'type', 'CustInvc', 'Invoice', NULL)",
        "INSERT INTO NSMETA.enumeration VALUES ('transaction', 'status', 'SalesOrd:B', 'Pending Fulfillment', 'type')",
        "INSERT INTO NSMETA.enumeration VALUES ('transaction', 'status', 'SalesOrd:H', 'Closed', 'type')",
        "INSERT INTO NSMETA.enumeration VALUES ('transaction', 'status', 'CustInvc:B', 'Paid In Full', 'type')",
        "INSERT INTO NS.employee VALUES (7, 'Ada Reyes'), (8, 'Bo Lind')",
        "INSERT INTO NS.customer VALUES (1, 'Alpine Foods', 'alpine@a.example', 7, 1000.5, 'F', "
                + "TIMESTAMP '2026-01-05 10:30:00', 'a long text')",
        "INSERT INTO NS.customer VALUES (2, 'Blue Optics', NULL, 8, 0, 'F', TIMESTAMP '2026-02-14 00:00:00', NULL)",
        "INSERT INTO NS.customer VALUES (3, 'Cedar O''Neil', 'cedar@c.example', NULL, NULL, 'T', NULL, NULL)",
        "INSERT INTO NS.transaction VALUES (10, 'SalesOrd', 'SO10', DATE '2026-01-15', 1, 'B', 120.5, 4)",
        "INSERT INTO NS.transaction VALUES (11, 'SalesOrd', 'SO11', DATE '2026-02-20', 2, 'H', 80, NULL)",
        "INSERT INTO NS.transaction VALUES (12, 'CustInvc', 'INV12', DATE '2026-02-28', 1, 'B', 40.25, 4)",
        "INSERT INTO NS.transaction VALUES (13, 'SalesOrd', 'SO13', DATE '2026-03-01', 1, 'B', 10, 5)",
        "INSERT INTO NS.transactionline VALUES (100, 0, 10, 'T', NULL, 120.5), (101, 1, 10, 'F', 2, -100), "
                + "(102, 2, 10, 'F', 1, -20.5), (110, 0, 11, 'T', NULL, 80), (111, 1, 11, 'F', 4, -80)",
    };

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID()
            + ";MODE=Oracle;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";NON_KEYWORDS=VALUE,KEY,YEAR,MONTH,DAY,USER";
    private final Connection admin;

    SmallBooks() throws SQLException {
        admin = DriverManager.getConnection(url, "sa", "sa");
        for (String statement : STATEMENTS) {
            execute(statement);
        }
        SuiteQlFunctions.install(admin);
        execute("CREATE USER READER PASSWORD 'reader'");
        execute("GRANT SELECT ON SCHEMA NS TO READER");
        execute("GRANT SELECT ON SCHEMA NSMETA TO READER");
    }

    void execute(String statement) throws SQLException {
        try (Statement run = admin.createStatement()) {
            run.execute(statement);
        }
    }

    Connection reader() throws SQLException {
        Connection connection = DriverManager.getConnection(url + ";SCHEMA=NS", "READER", "reader");
        connection.setReadOnly(true);
        return connection;
    }

    @Override
    public void close() throws SQLException {
        admin.close();
    }
}

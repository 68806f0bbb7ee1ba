package org.enterprisemcp.sandbox.netsuite.books;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/**
 * The books of one account: an H2 database in memory, in Oracle mode, the same rows at every start.
 *
 * <p>Schema {@code NS} has the tables that SuiteQL sees ({@link #tables()}). Booleans are {@code CHAR(1)} with {@code 'T'} and
 * {@code 'F'}, dates are {@code DATE} (in Oracle mode a timestamp at midnight), moments are in UTC. Schema {@code NSMETA} says
 * what columns mean:
 *
 * <ul>
 *   <li>{@code reference(table_name, column_name, target_table, target_key, display_column)}: the column holds the
 *       {@code target_key} of a row of {@code target_table}, which people know by its {@code display_column};
 *   <li>{@code enumeration(table_name, column_name, code, label, qualifier_column)}: the column holds a code. If
 *       {@code qualifier_column} is not null, {@code code} is {@code VALUE-OF-THAT-COLUMN:CODE}; so {@code transaction.status}
 *       {@code 'B'} of a row with {@code type 'SalesOrd'} is found as {@code 'SalesOrd:B'}.
 * </ul>
 */
public final class Books implements AutoCloseable {

    private static final String READER = "READER";

    private final String account;
    private final String url;
    private final String password = UUID.randomUUID().toString();
    private final Tables tables = Tables.load();
    private final Connection keptAlive;
    private final Size size;

    private Books(String account, Size size) throws SQLException {
        this.account = account;
        this.size = size;
        this.url = "jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=Oracle;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                + ";NON_KEYWORDS=VALUE,KEY,YEAR,MONTH,DAY,USER;QUERY_CACHE_SIZE=256";
        this.keptAlive = DriverManager.getConnection(url, "sa", password);
        try (Statement statement = keptAlive.createStatement()) {
            statement.execute("CREATE SCHEMA NS");
            statement.execute("CREATE SCHEMA NSMETA");
            statement.execute("CREATE USER " + READER + " PASSWORD '" + password + "'");
            statement.execute("GRANT SELECT ON SCHEMA NS TO " + READER);
            statement.execute("GRANT SELECT ON SCHEMA NSMETA TO " + READER);
        }
        seed();
    }

    /** How many rows an account begins with. */
    public enum Size {
        /** 200 customers, 2,000 sales orders, about 12,000 transaction lines. */
        USUAL(400),
        /** The same, and 120,000 rows in {@code customrecord_measurement}: more than one query may page through. */
        BIG(120_000);

        private final int measurements;

        Size(int measurements) {
            this.measurements = measurements;
        }

        int measurements() {
            return measurements;
        }
    }

    /**
     * Opens the books of an account. Other accounts have other rows.
     *
     * @throws SQLException if H2 does not start
     */
    public static Books open(String account, Size size) throws SQLException {
        return new Books(account, size);
    }

    /** The account whose books these are, as NetSuite writes it: {@code 1234567_SB1}. */
    public String account() {
        return account;
    }

    /** What the tables are made of. */
    public Tables tables() {
        return tables;
    }

    /** A new connection of the administrator, in schema {@code NS}. */
    public Connection writer() throws SQLException {
        return DriverManager.getConnection(url + ";SCHEMA=NS", "sa", password);
    }

    /** A new connection that may read {@code NS} and {@code NSMETA} and do nothing else, in schema {@code NS}. */
    public Connection reader() throws SQLException {
        Connection connection = DriverManager.getConnection(url + ";SCHEMA=NS", READER, password);
        connection.setReadOnly(true);
        return connection;
    }

    /** Throws all rows away and writes the first ones again. */
    public void seed() throws SQLException {
        try (Connection connection = writer();
                Statement statement = connection.createStatement()) {
            for (Table table : tables.all()) {
                statement.execute("DROP TABLE IF EXISTS " + table.name());
            }
            statement.execute("DROP TABLE IF EXISTS NSMETA.reference");
            statement.execute("DROP TABLE IF EXISTS NSMETA.enumeration");
            statement.execute("DROP TABLE IF EXISTS NSMETA.counter");
            for (Table table : tables.all()) {
                for (String definition : table.definitions()) {
                    statement.execute(definition);
                }
            }
            describe(connection);
            connection.setAutoCommit(false);
            new Seed(connection, account, size).write();
            connection.commit();
        }
    }

    private void describe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE NSMETA.reference (table_name VARCHAR(60), column_name VARCHAR(60), "
                    + "target_table VARCHAR(60), target_key VARCHAR(60), display_column VARCHAR(60), "
                    + "PRIMARY KEY (table_name, column_name))");
            statement.execute("CREATE TABLE NSMETA.enumeration (table_name VARCHAR(60), column_name VARCHAR(60), "
                    + "code VARCHAR(60), label VARCHAR(120), qualifier_column VARCHAR(60), "
                    + "PRIMARY KEY (table_name, column_name, code))");
            statement.execute("CREATE TABLE NSMETA.counter (name VARCHAR(60) PRIMARY KEY, latest BIGINT)");
        }
        try (PreparedStatement reference =
                        connection.prepareStatement("INSERT INTO NSMETA.reference VALUES (?, ?, ?, ?, ?)");
                PreparedStatement enumeration =
                        connection.prepareStatement("INSERT INTO NSMETA.enumeration VALUES (?, ?, ?, ?, ?)")) {
            for (Table table : tables.all()) {
                for (Column column : table.columns()) {
                    if (column.kind() == Column.Kind.REF) {
                        Table target = tables.require(column.target());
                        Filler.batch(
                                reference,
                                table.name(),
                                column.name(),
                                target.name(),
                                target.key().name(),
                                target.display());
                    }
                    for (Map.Entry<String, String> value :
                            tables.enumeration(column.target()).entrySet()) {
                        boolean qualified = value.getKey().indexOf(':') > 0;
                        Filler.batch(
                                enumeration,
                                table.name(),
                                column.name(),
                                value.getKey(),
                                value.getValue(),
                                qualified ? "type" : null);
                    }
                }
            }
            reference.executeBatch();
            enumeration.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        keptAlive.close();
    }
}

package org.enterprisemcp.sandbox.netsuite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.enterprisemcp.sandbox.netsuite.books.Books;
import org.enterprisemcp.sandbox.netsuite.records.RecordService;
import org.enterprisemcp.sandbox.netsuite.suiteql.SuiteQlFunctions;
import org.enterprisemcp.sandbox.netsuite.suiteql.SuiteQlService;

/**
 * What one account has for itself.
 *
 * @param books its rows
 * @param records {@code record/v1}, {@code async/v1} and {@code system/v1} over them
 * @param queries {@code query/v1} over them
 */
record Tenant(Books books, RecordService records, SuiteQlService queries) implements AutoCloseable {

    /**
     * Fills the books of an account and opens its services.
     *
     * @param restRoot where its REST services begin, without a slash at its end
     */
    static Tenant open(String account, Books.Size size, Clock clock, String restRoot) {
        try {
            Books books = Books.open(account, size);
            try (Connection administrator = books.writer()) {
                SuiteQlFunctions.install(administrator);
            }
            return new Tenant(
                    books,
                    new RecordService(books, clock, () -> restRoot),
                    new SuiteQlService(books::reader, clock, () -> restRoot));
        } catch (SQLException broken) {
            throw broken(broken);
        }
    }

    void reset() {
        try {
            records.reset();
        } catch (SQLException broken) {
            throw broken(broken);
        }
    }

    @Override
    public void close() {
        try {
            records.close();
            books.close();
        } catch (SQLException broken) {
            throw broken(broken);
        }
    }

    private static IllegalStateException broken(SQLException cause) {
        return new IllegalStateException("the sandbox's database does not answer", cause);
    }
}

package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueriedTablesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 FROM customer | customer",
                "SELECT 1 FROM Customer C, transaction t WHERE t.entity = c.id | customer transaction",
                "SELECT 1 FROM transaction t JOIN transactionline tl ON tl.transaction = t.id | transaction transactionline",
                "SELECT a, b FROM (SELECT x, y FROM vendor) v ORDER BY a, b | vendor",
                "SELECT a FROM customer c, (SELECT x, y FROM vendor) v | customer vendor",
                "SELECT a FROM (SELECT x, y FROM vendor) v, customer c | vendor customer",
                "SELECT a FROM customer WHERE id IN (SELECT entity FROM transaction), 5 | customer transaction",
                "SELECT EXTRACT(YEAR FROM trandate), TRIM(BOTH ' ' FROM memo) FROM transaction | transaction",
                "SELECT a FROM x UNION ALL SELECT b FROM y MINUS SELECT c FROM z | x y z",
                "WITH big AS (SELECT id FROM customer), small AS (SELECT id FROM big) SELECT * FROM small | customer",
                "SELECT a FROM (customer c LEFT JOIN contact k ON NVL(k.company, 0) = c.id), item | customer contact item",
                "SELECT a FROM customer c LEFT JOIN contact k ON k.company = c.id AND k.id IN (1, 2) | customer contact",
                "SELECT 'FROM vendor' FROM customer -- FROM item | customer",
                "SELECT COUNT(*) FROM customer GROUP BY salesrep, terms | customer",
                "SELECT 1 | ''"
            })
    void findsTheTablesAndNothingElse(String query, String tables) {
        List<String> expected = tables.isEmpty() ? List.of() : List.of(tables.split(" ", -1));

        assertThat(QueriedTables.of(query)).containsExactlyElementsOf(expected);
    }
}

package org.enterprisemcp.sandbox.netsuite.suiteql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What queries answer; the rows are those of {@link SmallBooks}, the rows of an answer are divided by slashes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuiteQlTest {

    private final SmallBooks books;
    private final Asked asked;

    SuiteQlTest() throws SQLException {
        books = new SmallBooks();
        asked = new Asked(books::reader);
    }

    @AfterAll
    void close() throws SQLException {
        books.close();
    }

    private String answer(String sql, String... params) {
        return String.join(" / ", Asked.rows(asked.query(sql, params)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT id, email FROM customer ORDER BY id | id=1 email=alpine@a.example / id=2 / id=3 email=cedar@c.example",
                "SELECT ID AS MyId, EntityId FROM Customer WHERE Id = 1 | myid=1 entityid=Alpine Foods",
                "SELECT id + 1, 'x', id AS n, UPPER(entityid) FROM customer WHERE id = 1 | expr1=2 expr2=x n=1 expr3=ALPINE FOODS",
                "SELECT creditlimit FROM customer ORDER BY id | creditlimit=1000.5 / creditlimit=0 / ",
                "SELECT isinactive, datecreated, memo FROM customer WHERE id = 1 | isinactive=F datecreated=1/5/2026 memo=a long text",
                "SELECT trandate AS d FROM transaction WHERE id = 10 | d=1/15/2026",
                "SELECT t.* FROM transaction t WHERE t.id = 11 | id=11 type=SalesOrd tranid=SO11 trandate=2/20/2026 entity=2 status=H foreigntotal=80",
                "SELECT * FROM employee ORDER BY id DESC | id=8 entityid=Bo Lind / id=7 entityid=Ada Reyes",
                "SELECT c.id, e.id FROM customer c, employee e WHERE c.salesrep = e.id AND c.id = 2 | id=8",
                "SELECT class FROM transaction WHERE id = 13 | class=5",
                "SELECT 5/2 AS q, 1/3 AS r, 10/5 AS s FROM dual | q=2.5 r=0.33333333333333333333333333333333333333 s=2",
                "SELECT 1000000 * 1000000 AS big, 0.1 * 0.1 AS small, SQRT(16) AS root FROM dual | big=1000000000000 small=0.01 root=4",
                "SELECT 'It''s' AS t, '' AS nothing FROM dual | t=It's",
                "SELECT id AS \"My Id\" FROM customer WHERE id = 3 | my id=3",
                "SELECT id FROM customer WHERE entityid = 'Cedar O''Neil'; | id=3"
            })
    void answersTextInLowerCaseColumnsWithoutNulls(String sql, String rows) {
        assertThat(answer(sql)).isEqualTo(rows.endsWith("/") ? rows + " " : rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT BUILTIN.DF(salesrep) AS rep FROM customer ORDER BY id | rep=Ada Reyes / rep=Bo Lind / ",
                "SELECT BUILTIN.DF(t.entity) AS who, BUILTIN.DF(t.status) AS how, builtin.df(type) AS what FROM transaction t WHERE t.id IN (11, 12) ORDER BY t.id | who=Blue Optics how=Closed what=Sales Order / who=Alpine Foods how=Paid In Full what=Invoice",
                "SELECT BUILTIN.DF(l.transaction) AS number, l.quantity FROM transactionline l JOIN transaction t ON t.id = l.transaction WHERE l.mainline = 'F' AND t.entity = 1 ORDER BY l.uniquekey | number=SO10 quantity=2 / number=SO10 quantity=1",
                "SELECT BUILTIN.DF(status) AS s, COUNT(*) AS n FROM transaction GROUP BY BUILTIN.DF(status) ORDER BY BUILTIN.DF(status) | s=Closed n=1 / s=Paid In Full n=1 / s=Pending Fulfillment n=2",
                "SELECT BUILTIN.DF(entity) AS who, SUM(foreigntotal) AS total FROM transaction GROUP BY BUILTIN.DF(entity) HAVING SUM(foreigntotal) > 100 | who=Alpine Foods total=170.75",
                "SELECT id FROM transaction ORDER BY BUILTIN.DF(entity) DESC, id | id=11 / id=10 / id=12 / id=13",
                "SELECT x.rep, BUILTIN.DF(x.boss) AS boss FROM (SELECT BUILTIN.DF(salesrep) AS rep, salesrep AS boss FROM customer WHERE id = 1) x | rep=Ada Reyes boss=Ada Reyes",
                "SELECT BUILTIN.DF(id) AS i, BUILTIN.DF(trandate) AS d FROM transaction WHERE id = 10 | i=10 d=1/15/2026",
                "SELECT BUILTIN.CONSOLIDATE(foreigntotal, 'LEDGER', 'DEFAULT', 'DEFAULT', 1, 1, 'DEFAULT') AS n FROM transaction WHERE id = 10 | n=120.5",
                "SELECT id FROM transaction WHERE trandate BETWEEN BUILTIN.RELATIVE_RANGES('LM', 'START') AND BUILTIN.RELATIVE_RANGES('LM', 'END') ORDER BY id | id=11 / id=12",
                "SELECT BUILTIN.RELATIVE_RANGES('TFY', 'START') AS y, BUILTIN.RELATIVE_RANGES('TW', 'END') AS w, BUILTIN.RELATIVE_RANGES('TODAY', 'START', 'DATE') AS t FROM dual | y=1/1/2026 w=3/7/2026 t=3/6/2026"
            })
    void knowsTheBuiltIns(String sql, String rows) {
        assertThat(answer(sql)).isEqualTo(rows.endsWith("/") ? rows + " " : rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT id FROM transaction ORDER BY trandate DESC FETCH FIRST 2 ROWS ONLY | id=13 / id=12",
                "SELECT id FROM transaction ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY | id=11 / id=12",
                "SELECT TOP 2 id FROM transaction ORDER BY id DESC | id=13 / id=12",
                "SELECT TOP 1 * FROM employee ORDER BY id | id=7 entityid=Ada Reyes",
                "SELECT TOP 1 id FROM customer UNION SELECT TOP 1 id FROM customer | id=1",
                "SELECT id FROM transaction WHERE ROWNUM <= 2 | id=10 / id=11",
                "SELECT id FROM transaction WHERE ROWNUM <= 2 ORDER BY id DESC | id=11 / id=10",
                "SELECT tranid FROM transaction WHERE ROWNUM <= 3 ORDER BY foreigntotal | tranid=INV12 / tranid=SO11 / tranid=SO10",
                "SELECT tranid AS n FROM transaction WHERE ROWNUM <= 2 AND type = 'SalesOrd' ORDER BY n DESC | n=SO11 / n=SO10",
                "SELECT * FROM (SELECT id FROM transaction ORDER BY id DESC) WHERE ROWNUM <= 2 | id=13 / id=12",
                "SELECT id FROM (SELECT q.id, ROWNUM AS rn FROM (SELECT id FROM transaction ORDER BY id DESC) q WHERE ROWNUM <= 3) WHERE rn > 1 | id=12 / id=11",
                "SELECT ROWNUM AS r, id FROM employee | r=1 id=7 / r=2 id=8"
            })
    void takesTheFirstRowsAsOracleDoes(String sql, String rows) {
        assertThat(answer(sql)).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT c.id, t.id AS t FROM customer c, transaction t WHERE c.id = t.entity (+) AND c.id > 1 ORDER BY c.id | id=2 t=11 / id=3",
                "SELECT c.id, t.id AS t FROM customer c, transaction t WHERE c.id = t.entity (+) AND t.type (+) = 'CustInvc' ORDER BY c.id | id=1 t=12 / id=2 / id=3",
                "SELECT c.id, e.entityid AS rep, l.id AS line FROM transactionline l, employee e, customer c, transaction t WHERE t.entity = c.id AND c.salesrep = e.id (+) AND t.id = l.transaction (+) AND t.id = 11 ORDER BY l.id | id=2 rep=Bo Lind line=0 / id=2 rep=Bo Lind line=1",
                "SELECT c.id, t.id AS t FROM customer c LEFT OUTER JOIN transaction t ON t.entity = c.id AND t.type = 'CustInvc' WHERE c.id < 3 ORDER BY c.id | id=1 t=12 / id=2",
                "SELECT c.id, t.id AS t FROM transaction t RIGHT JOIN customer c ON t.entity = c.id WHERE c.id = 3 | id=3",
                "SELECT COUNT(*) AS n FROM customer CROSS JOIN employee | n=6",
                "SELECT a.id FROM customer a INNER JOIN ((SELECT id FROM customer UNION SELECT id FROM employee) b INNER JOIN (SELECT id FROM customer) c ON 1=1) ON a.id = b.id AND a.id = c.id ORDER BY a.id | id=1 / id=2 / id=3",
                "SELECT a.id, b.entityid FROM customer a JOIN customer b USING (id, entityid) WHERE a.id < 3 ORDER BY a.id | id=1 entityid=Alpine Foods / id=2 entityid=Blue Optics",
                "SELECT id, a.email FROM customer a LEFT JOIN customer b USING (\"ID\") WHERE id = 1 | id=1 email=alpine@a.example",
                "SELECT id, e.entityid FROM customer c RIGHT JOIN employee e USING (id) ORDER BY id | id=7 entityid=Ada Reyes / id=8 entityid=Bo Lind",
                "SELECT id FROM customer MINUS SELECT entity FROM transaction | id=3",
                "SELECT id FROM customer INTERSECT SELECT entity FROM transaction ORDER BY id DESC | id=2 / id=1",
                "SELECT id AS n FROM customer UNION ALL SELECT id FROM employee ORDER BY n DESC FETCH FIRST 2 ROWS ONLY | n=8 / n=7",
                "SELECT id FROM customer c WHERE EXISTS (SELECT 1 FROM transaction t WHERE t.entity = c.id AND t.type = 'CustInvc') | id=1",
                "SELECT id FROM customer WHERE id NOT IN (SELECT entity FROM transaction WHERE entity IS NOT NULL) | id=3",
                "SELECT id, (SELECT COUNT(*) FROM transaction t WHERE t.entity = customer.id) AS n FROM customer ORDER BY id | id=1 n=3 / id=2 n=1 / id=3 n=0",
                "SELECT entity, n FROM (SELECT entity, COUNT(*) n FROM transaction GROUP BY entity) WHERE n > 2 | entity=1 n=3"
            })
    void joinsAndCombines(String sql, String rows) {
        assertThat(answer(sql)).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DECODE(id, 10, 'ten', 'other')                      | ten",
                "NVL(NULL, 'x')                                      | x",
                "NVL2(class, 'a', 'b')                               | a",
                "COALESCE(NULL, 'y')                                 | y",
                "CASE WHEN foreigntotal > 100 THEN 'big' ELSE 'small' END | big",
                "CASE type WHEN 'SalesOrd' THEN 1 END                | 1",
                "INITCAP('aDA o''neil-x')                            | Ada O'Neil-X",
                "TO_NUMBER('12.50') + 1                              | 13.5",
                "TRUNC(trandate, 'MM')                               | 1/1/2026",
                "TRUNC(trandate, 'Q')                                | 1/1/2026",
                "TRUNC(trandate, 'IW')                               | 1/12/2026",
                "TRUNC(foreigntotal, 0)                              | 120",
                "TRUNC(SYSDATE)                                      | 3/6/2026",
                "TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24:MI:SS')           | 2026-03-06 09:15:30",
                "CURRENT_DATE                                        | 3/6/2026",
                "TRUNC(SYSDATE) - trandate                           | 50",
                "SYSDATE - 1                                         | 3/5/2026",
                "trandate + 31                                       | 2/15/2026",
                "ADD_MONTHS(trandate, 1)                             | 2/15/2026",
                "LAST_DAY(trandate)                                  | 1/31/2026",
                "NEXT_DAY(trandate, 'FRIDAY')                        | 1/16/2026",
                "MONTHS_BETWEEN(TO_DATE('2026-03-15', 'YYYY-MM-DD'), trandate) | 2",
                "TO_CHAR(trandate, 'YYYY-MM')                        | 2026-01",
                "EXTRACT(YEAR FROM trandate)                         | 2026",
                "TO_DATE('2026-01-31', 'YYYY-MM-DD')                 | 1/31/2026",
                "INSTR('abcabc', 'c', 1, 2)                          | 6",
                "REGEXP_INSTR('ab12', '[0-9]')                       | 3",
                "REGEXP_REPLACE(tranid, '[A-Z]+', '#')               | #10",
                "SUBSTR(tranid, 1, 2)                                | SO",
                "LPAD(tranid, 6, '0')                                | 00SO10",
                "MOD(id, 3)                                          | 1",
                "ROUND(1.255, 2)                                     | 1.26",
                "GREATEST(1, 2, 3)                                   | 3"
            })
    void calculates(String expression, String value) {
        assertThat(answer("SELECT " + expression + " AS v FROM transaction WHERE id = 10"))
                .isEqualTo("v=" + value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT id, ROW_NUMBER() OVER (PARTITION BY entity ORDER BY trandate DESC) AS n FROM transaction WHERE entity = 1 ORDER BY id | id=10 n=3 / id=12 n=2 / id=13 n=1",
                "SELECT id, SUM(foreigntotal) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS s FROM transaction WHERE id < 12 ORDER BY id | id=10 s=120.5 / id=11 s=200.5",
                "SELECT id, LAG(id, 1, 0) OVER (ORDER BY id) AS before FROM transaction WHERE id < 12 ORDER BY id | id=10 before=0 / id=11 before=10",
                "SELECT RANK() OVER (ORDER BY status) AS r, COUNT(*) OVER () AS n FROM transaction WHERE id > 11 ORDER BY id | r=1 n=2 / r=1 n=2",
                "SELECT COUNT(DISTINCT entity) AS n, AVG(id) AS a, MEDIAN(id) AS m, MAX(trandate) AS d FROM transaction | n=2 a=11.5 m=11.5 d=3/1/2026",
                "SELECT DISTINCT type FROM transaction ORDER BY type DESC | type=SalesOrd / type=CustInvc",
                "SELECT TO_CHAR(trandate, 'YYYY-MM') AS m, COUNT(*) FROM transaction GROUP BY TO_CHAR(trandate, 'YYYY-MM') ORDER BY 1 | m=2026-01 expr1=1 / m=2026-02 expr1=2 / m=2026-03 expr1=1",
                "SELECT entity, SUM(foreigntotal) / COUNT(*) AS a FROM transaction GROUP BY entity ORDER BY a | entity=1 a=56.916666666666666666666666666666666667 / entity=2 a=80"
            })
    void aggregates(String sql, String rows) {
        assertThat(answer(sql)).isEqualTo(rows);
    }

    @Test
    void putsTextsTogether() {
        assertThat(answer("SELECT CAST(id AS VARCHAR2(10)) || '-' || type AS v FROM transaction WHERE id = 10"))
                .isEqualTo("v=10-SalesOrd");
    }

    @Test
    void bindsParametersInTheOrderInWhichTheyWereAsked() {
        assertThat(answer("SELECT id FROM customer WHERE id BETWEEN ? AND ? ORDER BY id", "2", "3"))
                .isEqualTo("id=2 / id=3");
        assertThat(answer(
                        "SELECT c.id, t.id AS t FROM customer c, transaction t WHERE c.id = ? AND c.id = t.entity (+) "
                                + "AND t.type (+) = ?",
                        "1",
                        "CustInvc"))
                .isEqualTo("id=1 t=12");
        assertThat(answer("SELECT id FROM customer WHERE entityid = ?", "x' OR '1'='1"))
                .isEmpty();
        assertThat(answer("SELECT id FROM transaction WHERE trandate >= TO_DATE(?, 'YYYY-MM-DD')", "2026-03-01"))
                .isEqualTo("id=13");
    }

    @Test
    void readsRowsThatWereWrittenAMomentAgo() throws SQLException {
        books.execute("INSERT INTO NS.employee VALUES (9, 'Cy')");
        List<String> rows = Asked.rows(asked.query("SELECT entityid FROM employee WHERE id = 9"));
        books.execute("DELETE FROM NS.employee WHERE id = 9");
        assertThat(rows).containsExactly("entityid=Cy");
    }
}

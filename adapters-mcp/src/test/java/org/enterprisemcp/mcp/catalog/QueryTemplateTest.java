package org.enterprisemcp.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.mcp.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in queries: one literal each, whatever they hold. */
class QueryTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "WHERE name = '{x}'          | stands in quotes",
                "WHERE name LIKE '%{x}%'     | stands in quotes",
                "SELECT \"{x}\" FROM t       | stands in quotes",
                "SELECT a{x} FROM t          | must stand by itself",
                "SELECT {x}a FROM t          | must stand by itself",
                "SELECT 5-{x} FROM t         | must stand by itself",
                "SELECT {x}{y} FROM t        | must stand by itself",
                "WHERE a = {x} -- and b      | comments are not allowed",
                "WHERE a = {x} /* and b */   | comments are not allowed",
                "WHERE a = {x} AND b = 'c    | a quote is left open",
                "WHERE a = { x }             | a brace stands alone",
                "WHERE a = {x:like}          | a brace stands alone",
                "WHERE a = 1 [[ AND b = {x}  | must come in pairs",
                "WHERE a = 1 ]] AND b = {x}  | must come in pairs",
                "[[ a = {x} [[ b = {y} ]] ]] | must come in pairs",
                "a = {x} [[ AND b = 1 ]]     | holds no place"
            })
    void refusesAPlaceWhereALiteralCannotStand(String query, String why) {
        assertThatThrownBy(() -> QueryTemplate.of(query, QueryLiterals.SQL))
                .isInstanceOf(QueryTemplate.Unsafe.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b", "a\nb", "a\u0000b", "a\u02bcb", "a\uff07b", "a\u2028b", "a\ud800b"})
    void refusesLettersThatSomeParserTakesForAnEnd(String value) {
        assertThatThrownBy(() -> filled("a = {x}", QueryLiterals.SQL, value))
                .isInstanceOf(RecordValidation.class)
                .hasMessageContaining("x: must not hold");
    }

    @Test
    void refusesWhatIsNoDateAndWildcardsOfTheCaller() {
        assertThatThrownBy(() -> filled("d > {x:date}", QueryLiterals.SQL, "2026-01-01 OR 1=1"))
                .hasMessageContaining("must be a date");
        assertThatThrownBy(() -> filled("n LIKE {x:contains}", QueryLiterals.SQL, "50%"))
                .hasMessageContaining("percent sign");
        assertThatThrownBy(() -> QueryTemplate.of("n eq {x:contains}", QueryLiterals.ODATA))
                .hasMessageContaining("is for LIKE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SQL       | n = {x}              | O'Brien' OR '1'='1 | n = 'O''Brien'' OR ''1''=''1'",
                "SQL       | n LIKE {x:contains}  | a_b                | n LIKE '%a_b%'",
                "SQL       | n LIKE {x:starts}    | Ac                 | n LIKE 'Ac%'",
                "SQL       | d > {x:date}         | 2026-01-31         | d > 2026-01-31",
                "SQL       | q='it''s' AND n={x}  | a                  | q='it''s' AND n='a'",
                "BACKSLASH | n = {x}              | a\\' OR b = 'c     | n = 'a\\\\\\' OR b = \\'c'",
                "BACKSLASH | q='it\\'s' AND n={x} | a                  | q='it\\'s' AND n='a'",
                "ODATA     | f=n eq {x}&top=5     | O'B&top=9          | f=n eq %27O%27%27B%26top%3D9%27&top=5",
                "URL       | city={x}&status=A    | Bern&status=B #    | city=Bern%26status%3DB%20%23&status=A"
            })
    void writesAValueAsOneLiteral(QueryLiterals literals, String query, String value, String filled)
            throws QueryTemplate.Unsafe {
        assertThat(filled(query, literals, value)).isEqualTo(filled);
    }

    @Test
    void writesNumbersListsAndPartsThatMayBeLeftOut() throws QueryTemplate.Unsafe {
        JsonCodec codec = new JsonCodec();
        ObjectNode values = codec.mapper().createObjectNode();
        values.put("n", -1.50).putArray("ids").add(1).add("a'b");
        values.put("yes", true).putNull("none");
        QueryTemplate query = QueryTemplate.of(
                "a > {n} AND b IN ({ids}) AND c = {yes}[[ AND d = {none}]][[ AND e = {absent}]][[ AND f = {n}]]",
                QueryLiterals.SQL);
        assertThat(query.filled(values)).isEqualTo("a > -1.5 AND b IN (1,'a''b') AND c = true AND f = -1.5");
        assertThat(query.needed()).containsExactly("n", "ids", "yes");
        values.putArray("ids");
        assertThatThrownBy(() -> query.filled(values)).hasMessageContaining("ids: must have at least 1 entry");
    }

    @Test
    void refusesANumberThatWouldFillThePage() {
        ObjectNode values = new JsonCodec().mapper().createObjectNode();
        values.put("x", new java.math.BigDecimal("1E+5000"));
        assertThatThrownBy(() -> QueryTemplate.of("a = {x}", QueryLiterals.SQL).filled(values))
                .hasMessageContaining("40 digits");
    }

    /** A reader of SQL that knows nothing but quotes finds one literal, and the value in it. */
    @Property
    boolean isReadBackAsTheValue(@ForAll String value) throws QueryTemplate.Unsafe {
        String query;
        try {
            query = filled("a = {x} AND b", QueryLiterals.SQL, value);
        } catch (RecordValidation refused) {
            return true;
        }
        StringBuilder read = new StringBuilder();
        int at = "a = '".length();
        while (query.charAt(at) != '\'' || query.charAt(at + 1) == '\'') {
            at += query.charAt(at) == '\'' ? 1 : 0;
            read.append(query.charAt(at++));
        }
        return read.toString().equals(value) && query.substring(at).equals("' AND b");
    }

    private static String filled(String query, QueryLiterals literals, String value) throws QueryTemplate.Unsafe {
        return QueryTemplate.of(query, literals)
                .filled(new JsonCodec().mapper().createObjectNode().put("x", value));
    }
}

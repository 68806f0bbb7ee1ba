package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.QueryTable;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.QuerySchema;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedRowsTest {

    private static final CallScope SCOPE = new CallScope(
            new Target(Optional.empty(), new BaseUrl("https://h.example/")),
            new UpstreamToken.Anonymous(),
            Instant.parse("2026-01-01T12:00:00Z"));

    /** Table a has columns of every kind; b contradicts it in one; any other is unknown. */
    private static final QuerySchema SCHEMA = new QuerySchema() {
        @Override
        public Answer<List<QueryTable>> tables(CallScope scope, Optional<String> search) {
            return new Answer<>(List.of(), CallFacts.none());
        }

        @Override
        public Answer<QueryTable> table(CallScope scope, String name, Optional<String> search) {
            return switch (name) {
                case "a" ->
                    table(Map.of(
                            "id",
                            "integer",
                            "total",
                            "number",
                            "inactive",
                            "boolean",
                            "day",
                            "date",
                            "name",
                            "string"));
                case "b" -> table(Map.of("id", "string", "day", "date"));
                default -> throw new UpstreamException.NotFound("no such table", CallFacts.none());
            };
        }

        private Answer<QueryTable> table(Map<String, String> kinds) {
            List<FieldDescription> columns = kinds.entrySet().stream()
                    .map(column -> FieldDescription.of(column.getKey(), column.getValue()))
                    .toList();
            return new Answer<>(new QueryTable("x", "", columns, List.of()), CallFacts.none());
        }
    };

    private final TypedRows typedRows = new TypedRows(SCHEMA);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"007\"}",
                "{\"id\":\"7a\"}",
                "{\"id\":\"\"}",
                "{\"id\":\"1e5\"}",
                "{\"id\":\"1,000\"}",
                "{\"inactive\":\"true\"}",
                "{\"inactive\":\"t\"}",
                "{\"day\":\"31/12/2026\"}",
                "{\"day\":\"12/32/2026\"}",
                "{\"day\":\"0/5/2026\"}",
                "{\"day\":\"2026-01-31\"}",
                "{\"day\":\"31-Jan-2026\"}",
                "{\"name\":\"42\"}",
                "{\"unknown\":\"42\"}"
            })
    void leavesAloneWhatItDoesNotKnowForCertain(String row) {
        assertThat(typed("SELECT x FROM a", row)).containsExactly(fields(row));
    }

    @Test
    void leavesAColumnAloneThatMeansTwoThings() {
        assertThat(typed("SELECT a.id FROM a, b", "{\"id\":\"7\"}")).containsExactly(fields("{\"id\":\"7\"}"));
    }

    @Test
    void leavesAllDatesAloneWhereOneShowsThatTheDayComesFirst() {
        assertThat(typed("SELECT day FROM a", "{\"day\":\"3/4/2026\"}", "{\"day\":\"31/4/2026\"}"))
                .containsExactly(fields("{\"day\":\"3/4/2026\"}"), fields("{\"day\":\"31/4/2026\"}"));
    }

    @Test
    void anUnknownTableIsNoReasonToFail() {
        assertThat(typed("SELECT id FROM nothing", "{\"id\":\"7\"}")).containsExactly(fields("{\"id\":\"7\"}"));
    }

    @Test
    void turnsStringsIntoWhatTheyMean() {
        Fields row = typed(
                        "SELECT * FROM a",
                        "{\"id\":\"7\",\"total\":\"-10.50\",\"inactive\":\"F\",\"day\":\"1/31/2026\",\"name\":\"x\"}")
                .getFirst();

        assertThat(row.values())
                .containsEntry("id", new BigDecimal("7"))
                .containsEntry("total", new BigDecimal("-10.50"))
                .containsEntry("inactive", false)
                .containsEntry("day", "2026-01-31")
                .containsEntry("name", "x");
        assertThat(typed("SELECT * FROM a", "{\"total\":\".5\",\"inactive\":\"T\",\"id\":\"0\"}")
                        .getFirst()
                        .values())
                .containsEntry("total", new BigDecimal("0.5"))
                .containsEntry("inactive", true)
                .containsEntry("id", new BigDecimal("0"));
    }

    @Test
    void saysHowItReadDatesThatCouldBeReadInTwoWays() {
        List<Fields> ambiguous = List.of(fields("{\"day\":\"3/4/2026\"}"));
        List<Fields> proven = List.of(fields("{\"day\":\"3/4/2026\"}"), fields("{\"day\":\"3/14/2026\"}"));

        assertThat(typedRows.typed(SCOPE, "SELECT day FROM a", ambiguous).notes())
                .singleElement()
                .asString()
                .contains("month/day/year");
        assertThat(typedRows.typed(SCOPE, "SELECT day FROM a", proven).notes()).isEmpty();
        assertThat(typedRows
                        .typed(SCOPE, "SELECT id FROM a", List.of(fields("{\"id\":\"7\"}")))
                        .notes())
                .isEmpty();
    }

    private List<Fields> typed(String query, String... rows) {
        return typedRows
                .typed(
                        SCOPE,
                        query,
                        Arrays.stream(rows).map(TestNetSuite::fields).toList())
                .rows();
    }
}

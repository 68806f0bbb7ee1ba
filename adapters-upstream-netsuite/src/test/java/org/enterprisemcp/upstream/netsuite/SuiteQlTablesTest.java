package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.QueryTable;
import org.junit.jupiter.api.Test;

class SuiteQlTablesTest {

    private static final Pattern COLUMN = Pattern.compile("([a-z]+)\\.([a-z]+)");

    @Test
    void everyTableIsWhole() {
        assertThat(SuiteQlTables.all()).hasSizeGreaterThan(15).allSatisfy(table -> {
            assertThat(table.name()).matches("[a-z]+");
            assertThat(table.description()).endsWith(".");
            assertThat(table.columns())
                    .isNotEmpty()
                    .extracting(FieldDescription::name)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[a-z_]+"));
            assertThat(table.columns())
                    .extracting(FieldDescription::kind)
                    .isSubsetOf("integer", "number", "string", "boolean", "date", "date-time");
        });
    }

    @Test
    void everyJoinNamesColumnsThatThereAre() {
        for (QueryTable table : SuiteQlTables.all()) {
            for (QueryTable.Join join : table.joins()) {
                assertThat(SuiteQlTables.named(join.table())).as(join.table()).isPresent();
                Matcher column = COLUMN.matcher(join.on());
                int columns = 0;
                while (column.find()) {
                    assertThat(SuiteQlTables.columnsOf(List.of(column.group(1))))
                            .as(join.on())
                            .contains(column.group(2));
                    columns++;
                }
                assertThat(columns).as(join.on()).isGreaterThanOrEqualTo(2);
                assertThat(join.on()).contains(table.name() + ".").contains(join.table() + ".");
            }
        }
    }

    @Test
    void findsTablesInAnyCase() {
        assertThat(SuiteQlTables.named("TransactionLine")).map(QueryTable::name).contains("transactionline");
        assertThat(SuiteQlTables.named("nothing")).isEmpty();
        assertThat(SuiteQlTables.columnsOf(Set.of("currency")))
                .contains("symbol")
                .doesNotContain("tranid");
        assertThat(SuiteQlTables.columnsOf(Set.of("nothing"))).contains("symbol", "tranid");
    }
}

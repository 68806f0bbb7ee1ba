package org.enterprisemcp.mcp.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.mcp.JsonCodec;
import org.junit.jupiter.api.Test;

/** Rows as RFC 4180 text. */
class RowTableTest {

    private final JsonCodec codec = new JsonCodec();

    @Test
    void quotesWhatWouldBreakALineOrAColumn() {
        assertThat(csv(Fields.empty()
                        .with("a,b", "x\r\ny")
                        .with("q", "say \"hi\"")
                        .with("p", "plain")))
                .isEqualTo("\"a,b\",q,p\r\n\"x\r\ny\",\"say \"\"hi\"\"\",plain\r\n");
    }

    @Test
    void writesWhatIsNestedAsJson() {
        assertThat(csv(Fields.empty().with("entity", Map.of("id", "107")).with("lines", List.of(1, "two"))))
                .isEqualTo("entity,lines\r\n\"{\"\"id\"\":\"\"107\"\"}\",\"[1,\"\"two\"\"]\"\r\n");
    }

    @Test
    void writesNumbersAsTheyCameAndNothingForNull() {
        Fields row = new Fields(codec.map(codec.mapper()
                .createObjectNode()
                .put("price", new BigDecimal("12.50"))
                .put("done", true)
                .putNull("note")));
        assertThat(csv(row)).isEqualTo("price,done,note\r\n12.50,true,\r\n");
    }

    @Test
    void hasNoColumnsWhereThereAreNoRows() {
        assertThat(new RowTable(List.of(), codec).csv()).isEqualTo("\r\n");
        assertThat(new RowTable(List.of(), codec).columns()).isEmpty();
    }

    private String csv(Fields row) {
        return new RowTable(List.of(row), codec).csv();
    }
}

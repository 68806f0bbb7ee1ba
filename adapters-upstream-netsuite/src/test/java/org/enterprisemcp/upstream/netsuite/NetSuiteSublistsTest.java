package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SALES_ORDER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SEVEN;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.SublistRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetSuiteSublistsTest {

    private static final String LINES =
            "{\"links\":[],\"totalResults\":3,\"items\":[{\"links\":[],\"line\":1},{\"links\":[],\"line\":2},{\"links\":[],\"line\":3}]}";

    @Test
    void sendsNothingForAHostileSublist() {
        try (TestNetSuite up = TestNetSuite.answering(json(LINES))) {
            assertThat(up.failureOf(scope -> lines(up, scope, "item/../x", 10, 0)))
                    .hasMessageContaining("sublist");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void doesNotTakeAnythingElseForLines() {
        try (TestNetSuite up = TestNetSuite.answering(json("[]"))) {
            assertThat(up.failureOf(scope -> lines(up, scope, "item", 10, 0)).code())
                    .isEqualTo(ErrorCode.SERVER);
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 0, 3, -1", "2, 0, 2, 2", "2, 2, 1, -1", "2, 5, 0, -1", "2147483647, 1, 2, -1"})
    void bringsTheLinesThatAreWanted(int limit, int offset, int count, int next) {
        try (TestNetSuite up = TestNetSuite.answering(json(LINES))) {
            QueryPage page = lines(up, up.scope(), "item", limit, offset).value();

            assertThat(page.items()).hasSize(count);
            assertThat(page.total()).hasValue(3);
            assertThat(page.nextOffset().orElse(-1)).isEqualTo(next);
            assertThat(line(up.lastRequest())).isEqualTo("GET record/v1/salesOrder/7/item?expandSubResources=true");
        }
    }

    @Test
    void bringsLinesWithoutLinks() {
        try (TestNetSuite up = TestNetSuite.answering(json(LINES))) {
            assertThat(lines(up, up.scope(), "item", 1, 1).value().items()).containsExactly(fields("{\"line\":2}"));
        }
    }

    @Test
    void bringsASubrecordAsItsOnlyLine() {
        try (TestNetSuite up =
                TestNetSuite.answering(json("{\"links\":[],\"addr1\":\"Main St 1\",\"city\":\"Town\"}"))) {
            QueryPage page = lines(up, up.scope(), "billingAddress", 10, 0).value();

            assertThat(page.items()).containsExactly(fields("{\"addr1\":\"Main St 1\",\"city\":\"Town\"}"));
            assertThat(page.total()).hasValue(1);
        }
    }

    private static Answer<QueryPage> lines(TestNetSuite up, CallScope scope, String sublist, int limit, int offset) {
        return up.upstream
                .sublists()
                .orElseThrow()
                .lines(scope, new SublistRequest(SALES_ORDER, SEVEN, sublist, limit, offset));
    }
}

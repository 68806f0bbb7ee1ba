package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.CUSTOMER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.SALES_ORDER;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.node;

import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordSearch.Filter;
import org.enterprisemcp.domain.record.RecordType;
import org.junit.jupiter.api.Test;

class NetSuiteSearchesTest {

    private static final String HITS =
            "{\"hasMore\":true,\"totalResults\":9,\"items\":[{\"links\":[],\"id\":\"7\"},{\"links\":[],\"id\":\"8\"}]}";

    @Test
    void sendsNothingForAHostileFieldOrFilter() {
        try (TestNetSuite up = TestNetSuite.answering(json(HITS))) {
            assertThat(up.failureOf(scope -> search(up, scope, CUSTOMER, List.of(), List.of("email, (SELECT 1)"))))
                    .hasMessageContaining("fields");
            assertThat(up.failureOf(scope -> search(
                            up, scope, CUSTOMER, List.of(new Filter("a b", "IS", List.of(1), false)), List.of())))
                    .hasMessageContaining("filters.field");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void bringsIdsByConditions() {
        try (TestNetSuite up = TestNetSuite.answering(json(HITS))) {
            QueryPage page = search(
                            up,
                            up.scope(),
                            CUSTOMER,
                            List.of(
                                    new Filter("email", "CONTAIN", List.of("a&b"), false),
                                    new Filter("id", "GREATER", List.of(5), false)),
                            List.of())
                    .value();

            assertThat(page.items()).containsExactly(fields("{\"id\":\"7\"}"), fields("{\"id\":\"8\"}"));
            assertThat(page.total()).hasValue(9);
            assertThat(page.nextOffset()).hasValue(2);
            assertThat(up.lastRequest().target()).contains("%26").doesNotContain("a&b");
            assertThat(line(up.lastRequest()))
                    .isEqualTo("GET record/v1/customer?limit=2&offset=0&q=email CONTAIN \"a&b\" AND id GREATER 5");
        }
    }

    @Test
    void passesAnExpressionOnAsItIs() {
        try (TestNetSuite up = TestNetSuite.answering(json(HITS))) {
            up.upstream
                    .searches()
                    .orElseThrow()
                    .search(
                            up.scope(),
                            new RecordSearch(CUSTOMER, List.of(), Optional.of("id EMPTY_NOT"), List.of(), 2, 0));

            assertThat(line(up.lastRequest())).endsWith("&q=id EMPTY_NOT");
        }
    }

    @Test
    void readsFieldsInOneFurtherQueryAndKeepsOrderAndNames() {
        try (TestNetSuite up = TestNetSuite.answering(
                json(HITS),
                json(
                        "{\"hasMore\":false,\"totalResults\":1,\"items\":[{\"id\":\"8\",\"tranid\":\"SO8\",\"extra\":\"x\"}]}"))) {
            Answer<QueryPage> answer = search(up, up.scope(), SALES_ORDER, List.of(), List.of("tranId", "ID", "memo"));

            assertThat(answer.value().items())
                    .containsExactly(fields("{\"id\":\"7\"}"), fields("{\"id\":\"8\",\"tranId\":\"SO8\"}"));
            assertThat(answer.value().nextOffset()).hasValue(2);
            assertThat(answer.facts().attempts()).isEqualTo(2);
            assertThat(line(up.lastRequest())).startsWith("POST query/v1/suiteql");
            assertThat(node(up.lastRequest().body()).path("q").asText())
                    .isEqualTo("SELECT id, tranId, memo FROM transaction WHERE id IN (7,8)");
        }
    }

    @Test
    void asksForNoFieldsWhereNothingWasFound() {
        try (TestNetSuite up = TestNetSuite.answering(json("{\"hasMore\":false,\"totalResults\":0,\"items\":[]}"))) {
            assertThat(search(up, up.scope(), CUSTOMER, List.of(), List.of("email"))
                            .value()
                            .items())
                    .isEmpty();
            assertThat(up.requests()).hasSize(1);
        }
    }

    @Test
    void putsNothingIntoAQueryThatIsNoNumber() {
        try (TestNetSuite up = TestNetSuite.answering(
                json("{\"hasMore\":false,\"items\":[{\"id\":\"7) OR (1=1\"},{\"id\":\"x\"}]}"))) {
            assertThat(search(up, up.scope(), CUSTOMER, List.of(), List.of("email"))
                            .value()
                            .items())
                    .hasSize(2);
            assertThat(up.requests()).hasSize(1);
        }
    }

    private static Answer<QueryPage> search(
            TestNetSuite up, CallScope scope, RecordType type, List<Filter> filters, List<String> fields) {
        return up.upstream
                .searches()
                .orElseThrow()
                .search(scope, new RecordSearch(type, filters, Optional.empty(), fields, 2, 0));
    }
}

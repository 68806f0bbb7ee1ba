package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.fields;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.json;
import static org.enterprisemcp.upstream.netsuite.TestNetSuite.line;

import org.enterprisemcp.domain.query.QueryPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetSuiteDatasetsTest {

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", "a?b", "", "a b"})
    void sendsNothingForAHostileDataset(String id) {
        try (TestNetSuite up = TestNetSuite.answering(json("{\"items\":[]}"))) {
            assertThat(up.failureOf(
                            scope -> up.upstream.datasets().orElseThrow().run(scope, id, 10, 0)))
                    .hasMessageContaining("dataset_id");
            assertThat(up.requests()).isEmpty();
        }
    }

    @Test
    void listsDatasets() {
        try (TestNetSuite up = TestNetSuite.answering(
                json(
                        "{\"hasMore\":false,\"totalResults\":1,\"items\":[{\"links\":[],\"id\":\"custdataset1\",\"name\":\"Sales\",\"description\":null}]}"))) {
            QueryPage page =
                    up.upstream.datasets().orElseThrow().list(up.scope(), 10, 0).value();

            assertThat(page.items()).containsExactly(fields("{\"id\":\"custdataset1\",\"name\":\"Sales\"}"));
            assertThat(line(up.lastRequest())).isEqualTo("GET query/v1/dataset/?limit=10&offset=0");
        }
    }

    @Test
    void runsADataset() {
        try (TestNetSuite up = TestNetSuite.answering(
                json("{\"hasMore\":true,\"totalResults\":30,\"items\":[{\"links\":[],\"amount\":\"5.00\"}]}"))) {
            QueryPage page = up.upstream
                    .datasets()
                    .orElseThrow()
                    .run(up.scope(), "custdataset1", 1, 20)
                    .value();

            assertThat(page.items()).containsExactly(fields("{\"amount\":\"5.00\"}"));
            assertThat(page.nextOffset()).hasValue(21);
            assertThat(line(up.lastRequest())).isEqualTo("GET query/v1/dataset/custdataset1/result?limit=1&offset=20");
        }
    }
}

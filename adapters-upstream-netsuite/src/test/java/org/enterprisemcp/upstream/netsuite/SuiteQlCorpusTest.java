package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.enterprisemcp.domain.query.QueryReview.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries as people write them for a real account: none of them may be refused. */
class SuiteQlCorpusTest {

    private final SuiteQlReviewer reviewer = new SuiteQlReviewer();

    static List<String> queries() throws IOException {
        try (InputStream file = SuiteQlCorpusTest.class.getResourceAsStream("valid-queries.sql")) {
            String text = new String(
                    Objects.requireNonNull(file, "valid-queries.sql").readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n====\n", -1)).map(String::strip).toList();
        }
    }

    @Test
    void isLargeEnoughToMeanSomething() throws IOException {
        assertThat(queries())
                .hasSizeGreaterThanOrEqualTo(60)
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void isSentAsItIs(String query) {
        assertThat(reviewer.isSingleSelect(query)).isTrue();
        assertThat(reviewer.review(query).findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}

package org.enterprisemcp.upstream.netsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageWindowTest {

    private static final int LAST_ROW = 100_000;

    @Test
    void keepsEveryRuleOfNetSuiteForAnyOffsetAndAnyNumberOfRows() {
        Random random = new Random(20_260_101);
        for (int i = 0; i < 20_000; i++) {
            int offset = i < 3_000 ? i : random.nextInt(LAST_ROW);
            int rows = 1 + random.nextInt(i % 3 == 0 ? 10_000 : 50);
            PageWindow window = PageWindow.of(offset, rows);
            String about = offset + "+" + rows + " -> " + window;

            assertThat(window.limit()).as(about).isBetween(1, PageWindow.LARGEST);
            assertThat(window.offset() % window.limit()).as(about).isZero();
            assertThat(window.offset() / window.limit()).as("page of %s", about).isLessThan(1_000);
            assertThat(window.offset() + window.limit()).as(about).isLessThanOrEqualTo(LAST_ROW);
            assertThat(window.offset() + window.skip()).as(about).isEqualTo(offset);
            assertThat(window.skip()).as(about).isBetween(0, window.limit() - 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 0, 0",
        "0, 100, 100, 0, 0",
        "0, 5000, 1000, 0, 0",
        "100, 50, 50, 100, 0",
        "150, 100, 150, 150, 0",
        "1000, 1000, 1000, 1000, 0",
        "1999, 500, 1000, 1000, 999",
        "50000, 10, 80, 50000, 0",
        "99999, 100, 1000, 99000, 999"
    })
    void asksForLittleMoreThanIsWanted(int offset, int rows, int limit, int from, int skip) {
        assertThat(PageWindow.of(offset, rows)).isEqualTo(new PageWindow(limit, from, skip));
    }
}

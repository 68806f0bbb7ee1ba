package org.enterprisemcp.upstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {

    private static final EngineOptions DEFAULTS =
            EngineOptions.defaults(Duration.ofSeconds(10), Duration.ofSeconds(30), 10);

    @Test
    void namesEveryUnusableValueAtOnce() {
        List<String> problems = new ArrayList<>();
        read(
                Map.of(
                        "UPSTREAM_TIMEOUT_SECS", "0",
                        "UPSTREAM_DEADLINE_SECS", "196",
                        "UPSTREAM_MAX_CONCURRENCY", "many",
                        "UPSTREAM_RETRY_CREATE", "always"),
                problems);

        assertThat(problems)
                .containsExactly(
                        "UPSTREAM_TIMEOUT_SECS: must be a whole number from 1 to 195",
                        "UPSTREAM_DEADLINE_SECS: must be a whole number from 1 to 195",
                        "UPSTREAM_MAX_CONCURRENCY: must be a whole number from 1 to 4096",
                        "UPSTREAM_RETRY_CREATE: must be safe or seed");
    }

    @Test
    void keepsTheAdaptersDefaultsWhereNothingIsSet() {
        assertThat(read(Map.of(), new ArrayList<>())).isEqualTo(DEFAULTS);
    }

    @Test
    void takesWhatTheOperatorSets() {
        EngineOptions options = read(
                Map.of(
                        "UPSTREAM_TIMEOUT_SECS", "60",
                        "UPSTREAM_DEADLINE_SECS", "180",
                        "UPSTREAM_MAX_CONCURRENCY", "5",
                        "UPSTREAM_RETRY_CREATE", "seed"),
                new ArrayList<>());

        assertThat(options.attemptTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.callBudget()).isEqualTo(Duration.ofMinutes(3));
        assertThat(options.concurrency()).isEqualTo(5);
        assertThat(options.repeatCreates()).isTrue();
    }

    private static EngineOptions read(Map<String, String> settings, List<String> problems) {
        return DEFAULTS.overriddenBy(name -> Optional.ofNullable(settings.get(name)), problems);
    }
}

package org.enterprisemcp.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RecentLogsTest {

    private static final String OURS = "org.enterprisemcp.oauth.Tokens";

    @Test
    void holdsNoMoreThanTheLastFiveHundred() {
        try (RecentLogs logs = RecentLogs.listening()) {
            for (int i = 0; i < 1_200; i++) {
                logs.publish(new Event(OURS, "event " + i).record());
            }
            List<Map<String, String>> events = logs.events(Optional.empty());
            assertThat(events).hasSize(500);
            assertThat(events.getFirst()).containsEntry("message", "event 700");
            assertThat(events.getLast()).containsEntry("message", "event 1199");
        }
    }

    @Test
    void takesNothingOfOthersAndNothingOfAMistake() {
        try (RecentLogs logs = RecentLogs.listening()) {
            logs.publish(new Event("io.helidon.webserver", "theirs").record());
            logs.publish(new Event("org.enterprisemcpx.Y", "theirs").record());
            LogRecord mistake = new Event(OURS, "failed").record();
            mistake.setThrown(new IllegalStateException("hunter2"));
            logs.publish(mistake);
            assertThat(logs.events(Optional.empty())).hasSize(1);
            assertThat(logs.events(Optional.empty()).toString()).doesNotContain("hunter2", "theirs");
        }
    }

    @Test
    void masksWhatLooksLikeASecretAndLeavesWordsAlone() {
        try (RecentLogs logs = RecentLogs.listening()) {
            logs.publish(new Event(
                            OURS, "code 3q2-7wJ0m5Vh8kKxN1bT4sYpQ9rZ6cLfXdEg for org.enterprisemcp.oauth.grant.Grants")
                    .record());
            logs.publish(new Event(OURS, "token eyJhbGciOi.eyJzdWIi.c2ln\nforged line").record());
            assertThat(logs.events(Optional.of("oauth")))
                    .extracting(event -> event.get("message"))
                    .containsExactly("code *** for org.enterprisemcp.oauth.grant.Grants", "token *** forged line");
        }
    }

    @Test
    void listensNoLongerOnceItIsClosed() {
        RecentLogs logs = RecentLogs.listening();
        logs.close();
        java.util.logging.Logger.getLogger(OURS).severe("too late");
        assertThat(logs.events(Optional.empty())).isEmpty();
    }

    /** An event as a logger reports it. */
    private record Event(String logger, String message) {
        LogRecord record() {
            LogRecord record = new LogRecord(Level.INFO, message);
            record.setLoggerName(logger);
            return record;
        }
    }
}

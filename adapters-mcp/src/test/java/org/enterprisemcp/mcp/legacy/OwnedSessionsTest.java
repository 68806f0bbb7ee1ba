package org.enterprisemcp.mcp.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnedSessionsTest {

    private final OwnedSessions sessions = new OwnedSessions();

    @Test
    void pushesOutTheLongestUnusedOfOneWhoHasTooMany() {
        for (int i = 0; i < OwnedSessions.MOST_PER_OWNER; i++) {
            assertThat(sessions.opened("ann", "a" + i)).isEmpty();
        }
        sessions.used("ann", "a0");
        assertThat(sessions.opened("bob", "b")).isEmpty();
        assertThat(sessions.opened("ann", "next")).contains("a1");
        assertThat(sessions.opened("ann", "last")).contains("a2");
    }

    @Test
    void forgetsWhatIsOverAndDoesNotBringItBack() {
        for (int i = 0; i < OwnedSessions.MOST_PER_OWNER; i++) {
            sessions.opened("ann", "a" + i);
        }
        sessions.over("ann", "a0");
        sessions.used("ann", "a0");
        sessions.used("nobody", "a0");
        assertThat(sessions.opened("ann", "next")).isEmpty();
        assertThat(sessions.opened("ann", "last")).contains("a1");
    }
}

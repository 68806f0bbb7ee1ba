package org.enterprisemcp.oauth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.testkit.FakeStateStore;
import org.enterprisemcp.testkit.MutableClock;
import org.junit.jupiter.api.Test;

/** AT-40: a replica with the wrong key does not start. */
class CanaryTest {

    private static final String OLD = "old:" + KeyRing.generate();
    private static final String NEW = "new:" + KeyRing.generate();

    private final MutableClock clock = new MutableClock();
    private final FakeStateStore raw = new FakeStateStore(clock);

    @Test
    void refusesAReplicaWhoseKeyIsAnother() {
        check(OLD);
        String record = raw.contents(Canary.SPACE).get(Canary.KEY);
        assertThatThrownBy(() -> check(NEW))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        refused -> assertThat(refused.safeMessage())
                                .startsWith("MCP_JWT_SIGNING_KEY: ")
                                .doesNotContain(OLD.substring(4), NEW.substring(4)));
        assertThat(raw.contents(Canary.SPACE)).as("the record stays").containsEntry(Canary.KEY, record);
    }

    @Test
    void refusesARecordThatSomebodyForged() {
        raw.put(Canary.SPACE, Canary.KEY, "forged", Duration.ofDays(1));
        assertThatThrownBy(() -> check(OLD)).isInstanceOf(InvalidConfiguration.class);
    }

    @Test
    void doesNotGuessWhileTheStoreIsDown() {
        raw.goDown();
        assertThatThrownBy(() -> check(OLD)).isInstanceOf(StateStore.Unavailable.class);
    }

    @Test
    void letsReplicasWithTheSameKeyStartAsOftenAsTheyLike() {
        for (int start = 0; start < 3; start++) {
            assertThatCode(() -> check(OLD)).doesNotThrowAnyException();
        }
    }

    @Test
    void movesOnToTheCurrentKeyWhileOneIsReplaced() {
        check(OLD);
        check(OLD + "," + NEW);
        check(NEW + "," + OLD);
        check(NEW);
        assertThatThrownBy(() -> check(OLD)).isInstanceOf(InvalidConfiguration.class);
    }

    @Test
    void holdsItsRecordAsLongAsAnybodyStarts() {
        check(OLD);
        clock.advance(Duration.ofDays(300));
        check(OLD);
        clock.advance(Duration.ofDays(300));
        assertThatThrownBy(() -> check(NEW)).isInstanceOf(InvalidConfiguration.class);
    }

    private void check(String ring) {
        new Canary(raw, KeyRing.of(new Secret(ring))).check();
    }
}

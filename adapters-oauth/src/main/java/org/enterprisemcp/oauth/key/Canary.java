package org.enterprisemcp.oauth.key;

import java.time.Duration;
import java.util.Optional;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.port.StateStore.Entry;

/**
 * Notices before anybody signs in that two replicas share a store but not a key: each would take the other's grants for absent. The
 * record says nothing about the key but whether somebody else has the same.
 */
public final class Canary {

    static final String SPACE = "keycheck";
    static final String KEY = "canary";

    private static final String SETTING = "MCP_JWT_SIGNING_KEY";
    private static final String TEXT = "keycheck";
    /** Longer than anything that is sealed with the key. */
    private static final Duration LIFE = Duration.ofDays(400);

    private final StateStore raw;
    private final KeyRing keys;

    /** @param raw the store itself, not a sealed one: its keys must be the same for every ring */
    public Canary(StateStore raw, KeyRing keys) {
        this.raw = raw;
        this.keys = keys;
    }

    /**
     * Leaves the record, or compares it; one of an older key of the ring moves on to the current one.
     *
     * @throws InvalidConfiguration when what stands in the store was sealed with a key that is not on this ring
     */
    public void check() {
        boolean settled = false;
        while (!settled) {
            Optional<Entry> found = raw.get(SPACE, KEY);
            if (found.isPresent()
                    && !keys.verifies(KeyPurpose.CANARY, TEXT, found.get().value())) {
                throw new InvalidConfiguration(
                        SETTING,
                        "the state store belongs to another key: give every replica the same keys, and keep the old one"
                                + " after the new one, separated by a comma, while a key is replaced");
            }
            long version = found.map(Entry::version).orElse(StateStore.ABSENT);
            settled = raw.compareAndSet(SPACE, KEY, version, keys.mac(KeyPurpose.CANARY, TEXT), LIFE);
        }
    }
}

package org.enterprisemcp.domain.metadata;

import java.util.List;

/**
 * Record types that an upstream has.
 *
 * @param types those that were asked for, in the order of their names
 * @param total how many there are that match, those that were left out included
 */
public record RecordTypes(List<Entry> types, int total) {

    public RecordTypes {
        types = List.copyOf(types);
    }

    /**
     * A record type.
     *
     * @param name its name as {@code record_type} takes it
     * @param label its name for people; empty where the upstream has none
     * @param custom whether this account made it up
     */
    public record Entry(String name, String label, boolean custom) {}
}

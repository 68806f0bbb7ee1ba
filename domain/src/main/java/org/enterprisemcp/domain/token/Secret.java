package org.enterprisemcp.domain.token;

import java.util.Objects;

/**
 * A value that must never be shown. Printing it, logging it or putting it into a string yields three asterisks.
 *
 * @param reveal the value itself; call it only where the value is put on the wire
 */
public record Secret(String reveal) {

    public Secret {
        Objects.requireNonNull(reveal, "reveal");
    }

    @Override
    public String toString() {
        return "***";
    }
}

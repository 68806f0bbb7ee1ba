package org.enterprisemcp.upstream.generic;

import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.upstream.rest.Extensions;

/** Somebody who looks on while an upstream is put together, and may see to it that nothing of it is used. */
interface Look {

    /** Takes what works but is seldom meant. */
    default void warn(String warning) {}

    /** The settings that secrets are taken from. */
    default Settings secrets(Settings settings) {
        return settings;
    }

    /** The extensions in the place of those that the descriptor chooses. */
    default Extensions instead(Extensions chosen) {
        return chosen;
    }

    /** Nobody looks: the upstream is made to be used. */
    static Look ofNobody() {
        return new Look() {};
    }
}

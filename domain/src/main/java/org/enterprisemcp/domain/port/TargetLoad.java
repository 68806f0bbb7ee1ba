package org.enterprisemcp.domain.port;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the limits of the calls to one target are used at this moment.
 *
 * @param target the account, or the base URL where there are none
 * @param places how many calls may run at once
 * @param running how many run
 * @param inLine how many wait for a place
 * @param pause how long calls are held back because the upstream asked for it
 * @param heldBack whether calls are held back because the upstream keeps failing
 */
public record TargetLoad(
        String target, int places, int running, int inLine, Optional<Duration> pause, boolean heldBack) {

    public TargetLoad {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(pause, "pause");
    }
}

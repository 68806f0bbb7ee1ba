package org.enterprisemcp.domain.port;

import java.util.Optional;

/** The configuration as values by name. Whoever implements it knows where they come from; whoever reads it does not. */
@FunctionalInterface
public interface Settings {

    /** The value of a setting; empty when it is unset or blank. Never log what this returns. */
    Optional<String> value(String name);
}

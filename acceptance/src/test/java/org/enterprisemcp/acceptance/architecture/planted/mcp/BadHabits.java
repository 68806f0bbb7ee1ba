package org.enterprisemcp.acceptance.architecture.planted.mcp;

import com.azure.core.credential.TokenCredential;
import java.time.Clock;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Planted: everything that a coding rule forbids. */
public class BadHabits {
    private static final ThreadLocal<String> CALLER = new ThreadLocal<>();

    private Clock clock = Clock.systemUTC();

    /** Planted. */
    public String scheme(TokenCredential credential) {
        return credential.toString();
    }

    /** Planted. */
    public Instant work() {
        CALLER.set(System.getenv("HOME"));
        System.out.println(clock);
        Logger.getLogger("io.helidon").setLevel(Level.FINE);
        if (CALLER.get() == null) {
            throw new RuntimeException("nameless");
        }
        return Instant.now();
    }
}

package org.enterprisemcp.upstream.rest;

import java.time.Duration;

/** Waits between attempts. */
@FunctionalInterface
interface Sleeper {

    /** Waits, unless the calling thread is interrupted. */
    void sleep(Duration time) throws InterruptedException;
}

package org.enterprisemcp.domain.port;

import java.util.OptionalLong;

/** Hears how far a long call has come. It must not throw, and it may be called from the calling thread only. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * The call has come further.
     *
     * @param done how much is done; grows from call to call
     * @param total how much there is to do, in the same unit; empty while that is not known
     * @param message what was just done, for people
     */
    void progressed(long done, OptionalLong total, String message);

    /** Nobody listens. */
    static ProgressListener none() {
        return (done, total, message) -> {};
    }
}

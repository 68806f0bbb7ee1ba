package org.enterprisemcp.oauth.endpoint;

/** A request that is longer, or comes more slowly, than any honest client's. Its connection is closed. */
final class TooMuch extends RuntimeException {

    private final int status;

    /** @param status what it is answered: 408, 413 or 414 */
    TooMuch(int status) {
        super("more than any honest client sends", null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}

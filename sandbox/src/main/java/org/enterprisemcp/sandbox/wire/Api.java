package org.enterprisemcp.sandbox.wire;

/** What answers requests behind a socket. */
public interface Api {

    /** Answers a request. It does not throw: a refusal is an answer too. */
    Reply answer(Request request);
}

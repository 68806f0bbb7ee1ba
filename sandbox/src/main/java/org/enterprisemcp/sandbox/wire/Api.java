package org.enterprisemcp.sandbox.wire;

/** What answers requests behind the sandbox's sockets. */
public interface Api {

    /** Answers a request. A refusal is an answer too: nothing is thrown for it. */
    Reply answer(Request request);
}

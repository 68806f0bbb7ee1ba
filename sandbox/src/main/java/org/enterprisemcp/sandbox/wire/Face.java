package org.enterprisemcp.sandbox.wire;

/** What answers requests behind the sandbox's sockets: each business system has accounts and refusals in a shape of its own. */
public interface Face {

    /** Answers a request. A refusal is an answer too: nothing is thrown for it. */
    Reply answer(Request request);

    /**
     * Where a request goes, however it was addressed.
     *
     * @param account the account; empty where there is none
     * @param path the path as every account has it
     * @param governed whether the request takes one of the account's slots
     */
    record Place(String account, String path, boolean governed) {}

    /** Where the request goes. */
    Place place(Request request);

    /** The system's own words for this status: 401 for a token that has run out, 429 for too much at once, 413, 500 and so on. */
    Reply refusal(Request request, int status);

    /** The answer with the headers that the system puts on every answer. */
    Reply dressed(Request request, Reply reply);
}

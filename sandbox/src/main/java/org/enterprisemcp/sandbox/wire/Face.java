package org.enterprisemcp.sandbox.wire;

/** An API with the words for what the wire does to its requests: each business system refuses in a shape of its own. */
public interface Face extends Api {

    /** The refusal of a credential that has run out. */
    Reply expiredToken(Request request);

    /** The refusal of a body that is longer than the wire takes. */
    Reply tooLarge(Request request);

    /** The answer with the headers that the system puts on every answer. */
    Reply dressed(Request request, Reply reply);
}

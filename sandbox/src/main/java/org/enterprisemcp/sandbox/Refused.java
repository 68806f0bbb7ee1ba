package org.enterprisemcp.sandbox;

import java.util.Map;

/** A request that is not done, with the answer that says why. */
final class Refused extends RuntimeException {

    private final transient Reply reply;

    Refused(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    Refused(int status, String code, String message, Map<String, String> fields) {
        super(message, null, false, false);
        this.reply = Reply.error(status, code, message, fields);
    }

    Reply reply() {
        return reply;
    }
}

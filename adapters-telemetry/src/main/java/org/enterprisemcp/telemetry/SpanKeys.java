package org.enterprisemcp.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** What a span may tell, and nothing else. Keys are made once: each remembers how it is written on the wire. */
final class SpanKeys {

    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey(Names.ATTEMPT);
    static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey(Names.ATTEMPTS);
    static final AttributeKey<String> ERA = AttributeKey.stringKey(Names.ERA);
    static final AttributeKey<String> ERROR = AttributeKey.stringKey(Names.ERROR);
    static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey(Names.HTTP_METHOD);
    static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey(Names.HTTP_STATUS);
    static final AttributeKey<String> METHOD = AttributeKey.stringKey(Names.METHOD);
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey(Names.OPERATION);
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey(Names.OUTCOME);
    static final AttributeKey<String> PRINCIPAL = AttributeKey.stringKey(Names.PRINCIPAL);
    static final AttributeKey<String> PROMPT = AttributeKey.stringKey(Names.PROMPT);
    static final AttributeKey<String> RECORD_TYPE = AttributeKey.stringKey(Names.RECORD_TYPE);
    static final AttributeKey<Long> RESEND_COUNT = AttributeKey.longKey(Names.RESEND_COUNT);
    static final AttributeKey<String> REVISION = AttributeKey.stringKey(Names.REVISION);
    static final AttributeKey<String> RPC_STATUS = AttributeKey.stringKey(Names.RPC_STATUS);
    static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey(Names.SERVER_ADDRESS);
    static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey(Names.SERVER_PORT);
    static final AttributeKey<String> SESSION = AttributeKey.stringKey(Names.SESSION);
    static final AttributeKey<String> TARGET = AttributeKey.stringKey(Names.TARGET);
    static final AttributeKey<String> TOOL = AttributeKey.stringKey(Names.TOOL);
    static final AttributeKey<String> TRANSPORT = AttributeKey.stringKey(Names.TRANSPORT);
    static final AttributeKey<Long> WAITED = AttributeKey.longKey(Names.WAITED);

    private SpanKeys() {}
}

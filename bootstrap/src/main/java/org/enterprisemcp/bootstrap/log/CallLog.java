package org.enterprisemcp.bootstrap.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallObserver;
import org.enterprisemcp.domain.record.RecordType;

/** One event in the log for every call: who, what, where to, outcome, how long. No content, no credential, no name. */
public final class CallLog implements CallObserver {

    private static final String NAME = CallLog.class.getName();
    private static final int HASH_BYTES = 8;

    private final Logger log = Logger.getLogger(NAME);

    @Override
    public void observed(Observation call) {
        if (log.isLoggable(Level.INFO)) {
            log.log(event(call).record(NAME));
        }
    }

    private static LogEvent event(Observation call) {
        LogEvent event = new LogEvent("tool_call")
                .with(LogField.PRINCIPAL, hash(call.caller().principal()))
                .with(LogField.TOOL, call.operation())
                .with(LogField.RECORD_TYPE, call.origin().recordType().map(RecordType::value))
                .with(LogField.TARGET, call.target())
                .with(LogField.OUTCOME, call.failure().map(ErrorCode::name).orElse("ok"))
                .with(LogField.ATTEMPTS, call.facts().attempts())
                .with(LogField.MS, call.elapsed().toMillis())
                .with(LogField.OPERATION_ID, call.facts().operationId())
                .with(LogField.TRACE_ID, call.origin().traceId())
                .with(LogField.ERA, call.origin().era());
        call.facts().status().ifPresent(status -> event.with(LogField.STATUS, status));
        return event;
    }

    /** The same for the same principal in every replica, so that one caller's lines can be found; the name is not in it. */
    public static String hash(String principal) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(principal.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException unreachable) {
            throw new IllegalStateException("Every JVM has SHA-256", unreachable);
        }
    }
}

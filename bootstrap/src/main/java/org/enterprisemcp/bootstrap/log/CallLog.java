package org.enterprisemcp.bootstrap.log;

import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.CallObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for every call: who, what, where to, outcome, how long. No content, no credential. */
public final class CallLog implements CallObserver {

    private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

    @Override
    public void observed(Observation call) {
        LOG.info(
                "operation={} caller={} target={} outcome={} status={} attempts={} elapsed_ms={} operation_id={}",
                call.operation(),
                call.caller().principal(),
                call.target().orElse("-"),
                call.failure().map(ErrorCode::name).orElse("ok"),
                call.facts().status().isPresent() ? call.facts().status().getAsInt() : "-",
                call.facts().attempts(),
                call.elapsed().toMillis(),
                call.facts().operationId().orElse("-"));
    }
}

package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordActions;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordAction;
import org.enterprisemcp.domain.token.Caller;

/** Has the upstream do something with a record. */
public final class RunRecordAction {

    private final UpstreamCall calls;
    private final RecordActions actions;

    public RunRecordAction(UpstreamCall calls, RecordActions actions) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.actions = Objects.requireNonNull(actions, "actions");
    }

    /** What the action answered. */
    public Answer<Fields> handle(Caller caller, CallRequest request, RecordAction action) {
        return calls.run("run_record_action", caller, request, scope -> actions.run(scope, action));
    }
}

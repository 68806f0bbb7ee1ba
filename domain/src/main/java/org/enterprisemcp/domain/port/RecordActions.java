package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordAction;

/** Actions on records. */
@FunctionalInterface
public interface RecordActions {

    /** Runs an action and brings what it answered; one whose outcome is not known is never repeated. */
    Answer<Fields> run(CallScope scope, RecordAction action);
}

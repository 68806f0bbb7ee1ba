package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.token.Caller;

/** Creates a record in the upstream. */
public final class CreateRecord {

    private final UpstreamCall calls;
    private final RecordStore records;

    public CreateRecord(UpstreamCall calls, RecordStore records) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.records = Objects.requireNonNull(records, "records");
    }

    /** The record as the upstream acknowledged it; a create whose outcome is not known is never repeated. */
    public Answer<WrittenRecord> handle(Caller caller, CallRequest request, RecordDraft draft) {
        return calls.run("create_record", caller, request, scope -> records.create(scope, draft));
    }
}

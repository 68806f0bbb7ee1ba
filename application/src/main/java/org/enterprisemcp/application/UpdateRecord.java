package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.token.Caller;

/** Changes some fields of a record in the upstream. */
public final class UpdateRecord {

    private final UpstreamCall calls;
    private final RecordStore records;

    public UpdateRecord(UpstreamCall calls, RecordStore records) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.records = Objects.requireNonNull(records, "records");
    }

    /** The record after the change, where the upstream returns it. */
    public Answer<WrittenRecord> handle(Caller caller, CallRequest request, RecordPatch patch) {
        return calls.run("update_record", caller, request, scope -> records.update(scope, patch));
    }
}

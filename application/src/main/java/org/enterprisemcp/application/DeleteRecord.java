package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.record.DeletedRecord;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.token.Caller;

/** Removes a record from the upstream. */
public final class DeleteRecord {

    private final UpstreamCall calls;
    private final RecordStore records;

    public DeleteRecord(UpstreamCall calls, RecordStore records) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.records = Objects.requireNonNull(records, "records");
    }

    /** What is gone now; a record that was not there is a failure, not a success. */
    public Answer<DeletedRecord> handle(Caller caller, CallRequest request, RecordType type, RecordId id) {
        return calls.run("delete_record", caller, request, scope -> records.delete(scope, type, id));
    }
}

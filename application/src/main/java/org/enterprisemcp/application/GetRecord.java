package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordStore;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.token.Caller;

/** Reads one record from the upstream. */
public final class GetRecord {

    private final UpstreamCall calls;
    private final RecordStore records;

    public GetRecord(UpstreamCall calls, RecordStore records) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.records = Objects.requireNonNull(records, "records");
    }

    /** The record with all fields that the caller may see. */
    public Answer<UpstreamRecord> handle(Caller caller, CallRequest request, RecordType type, RecordId id) {
        return calls.run("get_record", caller, request, scope -> records.get(scope, type, id));
    }
}

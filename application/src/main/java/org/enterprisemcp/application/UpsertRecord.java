package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordUpserts;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.token.Caller;

/** Creates or changes a record under a key of the caller's own. */
public final class UpsertRecord {

    private final UpstreamCall calls;
    private final RecordUpserts upserts;

    public UpsertRecord(UpstreamCall calls, RecordUpserts upserts) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.upserts = Objects.requireNonNull(upserts, "upserts");
    }

    /** The record as the upstream acknowledged it. */
    public Answer<WrittenRecord> handle(Caller caller, CallRequest request, RecordUpsert upsert) {
        return calls.run("upsert_record", caller, request, scope -> upserts.upsert(scope, upsert));
    }
}

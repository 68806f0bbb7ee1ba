package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.WrittenRecord;

/** Records under keys of the caller's own, which makes a create safe to repeat. */
@FunctionalInterface
public interface RecordUpserts {

    /** Creates or changes a record, whichever it takes. */
    Answer<WrittenRecord> upsert(CallScope scope, RecordUpsert upsert);
}

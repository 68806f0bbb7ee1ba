package org.enterprisemcp.domain.port;

import java.util.Set;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.DeletedRecord;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.UpstreamRecord;
import org.enterprisemcp.domain.record.WrittenRecord;

/**
 * The records of an upstream. Every method either answers or throws one of the sealed failures of
 * {@link org.enterprisemcp.domain.error}; it blocks the calling thread and ends at the scope's deadline.
 *
 * <p>Contract for writes: a write that may have happened although no answer came is reported as
 * {@link org.enterprisemcp.domain.error.UpstreamException.OutcomeUnknown} and never repeated blindly.
 */
public interface RecordStore {

    /** What this upstream lets be done; the tool of an operation that is missing here is not offered. */
    default Set<RecordOperation> operations() {
        return Set.of(RecordOperation.values());
    }

    /** Creates a record. */
    Answer<WrittenRecord> create(CallScope scope, RecordDraft draft);

    /** Reads a record; a missing one is {@link org.enterprisemcp.domain.error.RecordException.RecordNotFound}. */
    Answer<UpstreamRecord> get(CallScope scope, RecordType type, RecordId id);

    /** Changes the named fields of a record and leaves the others. */
    Answer<WrittenRecord> update(CallScope scope, RecordPatch patch);

    /** Removes a record; a missing one is {@link org.enterprisemcp.domain.error.RecordException.RecordNotFound}. */
    Answer<DeletedRecord> delete(CallScope scope, RecordType type, RecordId id);
}

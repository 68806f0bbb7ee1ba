package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.WrittenRecord;

/** Records made from other records. */
@FunctionalInterface
public interface RecordTransforms {

    /** Makes the new record; a transform whose outcome is not known is never repeated. */
    Answer<WrittenRecord> transform(CallScope scope, RecordTransform transform);
}

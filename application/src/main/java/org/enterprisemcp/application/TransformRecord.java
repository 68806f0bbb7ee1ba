package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordTransforms;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.WrittenRecord;
import org.enterprisemcp.domain.token.Caller;

/** Makes a record from another one. */
public final class TransformRecord {

    private final UpstreamCall calls;
    private final RecordTransforms transforms;

    public TransformRecord(UpstreamCall calls, RecordTransforms transforms) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transforms = Objects.requireNonNull(transforms, "transforms");
    }

    /** The new record as the upstream acknowledged it. */
    public Answer<WrittenRecord> handle(Caller caller, CallRequest request, RecordTransform transform) {
        return calls.run("transform_record", caller, request, scope -> transforms.transform(scope, transform));
    }
}

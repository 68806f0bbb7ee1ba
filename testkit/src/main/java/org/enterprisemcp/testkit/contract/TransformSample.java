package org.enterprisemcp.testkit.contract;

import java.util.Objects;
import java.util.function.Supplier;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordTransform;

/**
 * Records that others can be made from.
 *
 * @param transforms makes a transform that works, each time of another record where one can be transformed only once
 * @param missing an id that has the right form and that no record of the transformed type has
 */
public record TransformSample(Supplier<RecordTransform> transforms, RecordId missing) {

    public TransformSample {
        Objects.requireNonNull(transforms, "transforms");
        Objects.requireNonNull(missing, "missing");
    }
}

package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.RecordDescription;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.token.Caller;

/** Says what a record type is made of. */
public final class DescribeRecord {

    private final UpstreamCall calls;
    private final MetadataCatalog catalog;

    public DescribeRecord(UpstreamCall calls, MetadataCatalog catalog) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.catalog = Objects.requireNonNull(catalog, "catalog");
    }

    /** The part of the description that is wanted. */
    public Answer<RecordDescription> handle(Caller caller, CallRequest request, RecordDescriptionRequest wanted) {
        return calls.run("describe_record", caller, request, scope -> catalog.describe(scope, wanted));
    }
}

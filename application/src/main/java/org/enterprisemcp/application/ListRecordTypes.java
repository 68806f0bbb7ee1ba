package org.enterprisemcp.application;

import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.domain.token.Caller;

/** Says what record types there are. */
public final class ListRecordTypes {

    private final UpstreamCall calls;
    private final MetadataCatalog catalog;

    public ListRecordTypes(UpstreamCall calls, MetadataCatalog catalog) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.catalog = Objects.requireNonNull(catalog, "catalog");
    }

    /** The types whose name or label holds what is searched for. */
    public Answer<RecordTypes> handle(Caller caller, CallRequest request, Optional<String> search, int limit) {
        return calls.run("list_record_types", caller, request, scope -> catalog.recordTypes(scope, search, limit));
    }
}

package org.enterprisemcp.application;

import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordPages;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.token.Caller;

/** Says where people find a record. Nothing is sent, so it needs no credential. */
public final class GetRecordLink {

    private final TargetPolicy targets;
    private final RecordPages pages;

    public GetRecordLink(TargetPolicy targets, RecordPages pages) {
        this.targets = Objects.requireNonNull(targets, "targets");
        this.pages = Objects.requireNonNull(pages, "pages");
    }

    /** The URL of the record's page; empty where this record type has none. Whether the record exists is not looked up. */
    public Optional<String> handle(Caller caller, CallRequest request, RecordType type, RecordId id) {
        return pages.page(targets.resolve(caller, request.target()), type, id);
    }
}

package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.RecordLinks;
import org.enterprisemcp.domain.record.RecordLink;
import org.enterprisemcp.domain.token.Caller;

/** Ties records together or lets them loose. */
public final class LinkRecords {

    private final UpstreamCall calls;
    private final RecordLinks links;

    public LinkRecords(UpstreamCall calls, RecordLinks links) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.links = Objects.requireNonNull(links, "links");
    }

    /** What is to become of a tie. */
    public enum Mode {
        ATTACH,
        DETACH
    }

    /** The tie that is there now, or is there no longer. */
    public Answer<RecordLink> handle(Caller caller, CallRequest request, Mode mode, RecordLink link) {
        return calls.run("link_records", caller, request, scope -> switch (mode) {
            case ATTACH -> links.attach(scope, link);
            case DETACH -> links.detach(scope, link);
        });
    }
}

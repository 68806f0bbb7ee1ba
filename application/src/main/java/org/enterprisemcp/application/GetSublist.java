package org.enterprisemcp.application;

import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.Sublists;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.SublistRequest;
import org.enterprisemcp.domain.token.Caller;

/** Reads the lines of a record. */
public final class GetSublist {

    private final UpstreamCall calls;
    private final Sublists sublists;

    public GetSublist(UpstreamCall calls, Sublists sublists) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.sublists = Objects.requireNonNull(sublists, "sublists");
    }

    /** One page of lines, with the offset of the next one where there is more. */
    public Answer<QueryPage> handle(Caller caller, CallRequest request, SublistRequest wanted) {
        return calls.run("get_sublist", caller, request, scope -> sublists.lines(scope, wanted));
    }
}

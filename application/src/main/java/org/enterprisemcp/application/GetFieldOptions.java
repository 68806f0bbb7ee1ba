package org.enterprisemcp.application;

import java.util.List;
import java.util.Objects;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.FieldChoices;
import org.enterprisemcp.domain.metadata.FieldChoicesRequest;
import org.enterprisemcp.domain.port.CallRequest;
import org.enterprisemcp.domain.port.FieldOptions;
import org.enterprisemcp.domain.token.Caller;

/** Says what fields may be set to. */
public final class GetFieldOptions {

    private final UpstreamCall calls;
    private final FieldOptions options;

    public GetFieldOptions(UpstreamCall calls, FieldOptions options) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.options = Objects.requireNonNull(options, "options");
    }

    /** The choices of each field. */
    public Answer<List<FieldChoices>> handle(Caller caller, CallRequest request, FieldChoicesRequest wanted) {
        return calls.run("get_field_options", caller, request, scope -> options.choices(scope, wanted));
    }
}

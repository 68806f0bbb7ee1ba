package org.enterprisemcp.domain.port;

import java.util.List;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.FieldChoices;
import org.enterprisemcp.domain.metadata.FieldChoicesRequest;

/** What fields may be set to, as the signed-in user may see it. */
@FunctionalInterface
public interface FieldOptions {

    /** The choices of each field that was asked for. It changes nothing. */
    Answer<List<FieldChoices>> choices(CallScope scope, FieldChoicesRequest request);
}

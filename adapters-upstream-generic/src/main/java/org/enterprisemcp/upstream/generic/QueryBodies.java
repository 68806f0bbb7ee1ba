package org.enterprisemcp.upstream.generic;

import java.util.Optional;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.upstream.rest.JsonCodec;

/** Bodies that hold a query. */
final class QueryBodies {

    private static final JsonCodec JSON = new JsonCodec();

    private QueryBodies() {}

    static Fields of(Operation.QueryBody way, Optional<String> query) {
        if (way.asJson()) {
            return query.map(text -> JSON.object(text)
                            .orElseThrow(() -> new RecordValidation("query", "must be one JSON object")))
                    .orElseGet(Fields::empty);
        }
        return query.map(text -> Wrapped.put(Fields.empty(), way.at().steps(), text))
                .orElseThrow(() -> new RecordValidation("q", "is needed: this upstream searches by a query"));
    }
}

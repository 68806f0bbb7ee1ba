package org.enterprisemcp.domain.port;

import java.util.Optional;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.RecordDescription;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.metadata.RecordTypes;

/** What record types there are and what they are made of. Nothing here changes anything. */
public interface MetadataCatalog {

    /**
     * The record types.
     *
     * @param search a part of a name or label; empty for all
     * @param limit the most types
     */
    Answer<RecordTypes> recordTypes(CallScope scope, Optional<String> search, int limit);

    /** What a record type is made of. */
    Answer<RecordDescription> describe(CallScope scope, RecordDescriptionRequest request);
}

package org.enterprisemcp.domain.port;

import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.RecordLink;

/** Ties between records. Both methods set a state, so twice is as good as once. */
public interface RecordLinks {

    /** Ties two records together. */
    Answer<RecordLink> attach(CallScope scope, RecordLink link);

    /** Lets two records loose. */
    Answer<RecordLink> detach(CallScope scope, RecordLink link);
}

package org.enterprisemcp.domain.port;

import java.util.Optional;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.target.Target;

/** The pages of the upstream's own user interface, for people. */
@FunctionalInterface
public interface RecordPages {

    /** The URL of a record's page; empty where there is none or it cannot be told without asking. */
    Optional<String> page(Target target, RecordType type, RecordId id);
}

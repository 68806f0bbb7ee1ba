package org.enterprisemcp.domain.port;

/** What can be done with a record. */
public enum RecordOperation {
    CREATE,
    READ,
    UPDATE,
    DELETE
}

package org.enterprisemcp.upstream.netsuite;

/** Media types by which NetSuite tells what is wanted of the same place. */
final class MediaTypes {

    /** The record as it would be created; nothing is saved. */
    static final String CREATE_FORM = "application/vnd.oracle.resource+json; type=create-form";

    /** The record as it would be changed; nothing is saved. */
    static final String EDIT_FORM = "application/vnd.oracle.resource+json; type=edit-form";

    /** What fields may be set to. */
    static final String SELECT_OPTIONS = "application/vnd.oracle.resource+json; type=select-options";

    /** Many records in one body. */
    static final String COLLECTION = "application/vnd.oracle.resource+json; type=collection";

    /** What a record type is made of. */
    static final String SCHEMA = "application/schema+json";

    private MediaTypes() {}
}

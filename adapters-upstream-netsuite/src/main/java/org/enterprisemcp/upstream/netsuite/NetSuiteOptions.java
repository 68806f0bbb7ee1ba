package org.enterprisemcp.upstream.netsuite;

/** The names of arguments that only this upstream knows; the guide declares them, the ports read them. */
final class NetSuiteOptions {

    static final String EXTERNAL_ID = "external_id";
    static final String DRY_RUN = "dry_run";
    static final String FIELDS = "fields";
    static final String EXPAND_SUB_RESOURCES = "expand_sub_resources";
    static final String SIMPLE_ENUMS = "simple_enums";
    static final String COMPACT = "compact";
    static final String REPLACE_SUBLISTS = "replace_sublists";
    static final String CLEAR_FIELDS = "clear_fields";
    static final String PARAMS = "params";
    static final String MAX_ROWS = "max_rows";
    static final String TYPED = "typed";

    private NetSuiteOptions() {}
}

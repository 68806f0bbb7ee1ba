package org.enterprisemcp.mcp;

import java.util.List;

/** Tools that are switched on together. A model that sees few tools chooses better. */
enum Toolset {
    /** What every assistant needs; the default. */
    CORE(
            "create_record",
            "get_record",
            "update_record",
            "delete_record",
            "execute_query",
            "describe_record",
            "list_record_types",
            "connection_status"),
    /** More ways to single records. */
    RECORDS("upsert_record", "search_records", "get_sublist", "get_field_options", "get_record_link"),
    /** Help with queries, and saved ones. */
    QUERY("describe_query_table", "validate_query", "list_datasets", "run_dataset"),
    /** What is done with records as a whole. */
    WORKFLOW("transform_record", "run_record_action", "link_records"),
    /** Many records in one go. */
    BULK("batch_records", "get_job");

    private final List<String> tools;

    Toolset(String... tools) {
        this.tools = List.of(tools);
    }

    List<String> tools() {
        return tools;
    }
}

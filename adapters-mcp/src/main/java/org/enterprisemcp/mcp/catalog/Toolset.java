package org.enterprisemcp.mcp.catalog;

import java.util.Arrays;
import java.util.List;

/** Tools that are switched on together. A model that sees few tools chooses better. */
enum Toolset {
    /** What every assistant needs; the default. */
    CORE,
    /** More ways to single records. */
    RECORDS,
    /** Help with queries, and saved ones. */
    QUERY,
    /** What is done with records as a whole. */
    WORKFLOW,
    /** Many records in one go. */
    BULK;

    /** All tools that there are with any upstream. */
    static List<String> everyTool() {
        return Arrays.stream(values())
                .flatMap(toolset -> toolset.tools().stream())
                .toList();
    }

    List<String> tools() {
        return switch (this) {
            case CORE ->
                List.of(
                        "create_record",
                        "get_record",
                        "update_record",
                        "delete_record",
                        "execute_query",
                        "describe_record",
                        "list_record_types",
                        "connection_status");
            case RECORDS ->
                List.of("upsert_record", "search_records", "get_sublist", "get_field_options", "get_record_link");
            case QUERY -> List.of("describe_query_table", "validate_query", "list_datasets", "run_dataset");
            case WORKFLOW -> List.of("transform_record", "run_record_action", "link_records");
            case BULK -> List.of("batch_records", "get_job");
        };
    }
}

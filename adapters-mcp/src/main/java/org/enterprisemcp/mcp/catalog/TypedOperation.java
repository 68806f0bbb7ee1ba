package org.enterprisemcp.mcp.catalog;

import java.util.Locale;

/** What a typed tool does: a generic tool, and where in its arguments and results the fields of the record are. */
enum TypedOperation {
    CREATE("create_record", "payload", "", "record"),
    GET("get_record", "", "record_id", "record"),
    UPDATE("update_record", "updates", "record_id", "record"),
    DELETE("delete_record", "", "record_id", ""),
    UPSERT("upsert_record", "payload", "external_id", "record"),
    QUERY("execute_query", "", "", "items"),
    SEARCH("search_records", "", "", "items"),
    LINES("get_sublist", "", "record_id", "items"),
    TRANSFORM("transform_record", "payload", "record_id", "record"),
    ACTION("run_record_action", "params", "record_id", "result"),
    DATASET("run_dataset", "", "", "items");

    private final String tool;
    private final String fields;
    private final String id;
    private final String result;

    TypedOperation(String tool, String fields, String id, String result) {
        this.tool = tool;
        this.fields = fields;
        this.id = id;
        this.result = result;
    }

    static TypedOperation of(String written) {
        return valueOf(written.toUpperCase(Locale.ROOT));
    }

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The generic tool. */
    String tool() {
        return tool;
    }

    /** The argument that holds the record's fields; empty where none does. */
    String fields() {
        return fields;
    }

    /** The argument that names the record; empty where none does. */
    String id() {
        return id;
    }

    /** The member of the result's data that holds a record or rows; empty where none does. */
    String result() {
        return result;
    }
}

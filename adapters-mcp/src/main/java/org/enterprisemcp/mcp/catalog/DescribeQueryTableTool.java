package org.enterprisemcp.mcp.catalog;

import java.util.List;
import java.util.Map;
import org.enterprisemcp.application.DescribeQueryTables;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.QueryTable;

/** {@code describe_query_table}. */
final class DescribeQueryTableTool {

    private DescribeQueryTableTool() {}

    static UseCaseTool of(ToolTexts texts, DescribeQueryTables describeQueryTables) {
        return texts.tool(
                "describe_query_table",
                "Describe a table of the query language",
                "Says which columns and joins a table of {query_language} has; without a table it lists the "
                        + "tables.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    Answer<List<QueryTable>> answer = describeQueryTables.handle(
                            caller,
                            arguments.request(),
                            arguments.optionalText("table"),
                            arguments.optionalText("search"));
                    List<Map<String, Object>> tables = answer.value().stream()
                            .map(DescribeQueryTableTool::data)
                            .toList();
                    return new UseCaseTool.Outcome(Map.of("tables", tables), answer.facts());
                });
    }

    private static Map<String, Object> data(QueryTable table) {
        return Map.of(
                "name", table.name(),
                "description", table.description(),
                "columns", FieldData.of(table.columns()),
                "joins",
                        table.joins().stream()
                                .map(join -> Map.of("table", join.table(), "on", join.on()))
                                .toList());
    }
}

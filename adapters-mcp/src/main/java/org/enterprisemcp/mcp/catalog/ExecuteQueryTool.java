package org.enterprisemcp.mcp.catalog;

import java.util.Map;
import org.enterprisemcp.application.ExecuteQuery;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.mcp.JsonCodec;

/** {@code execute_query}. */
final class ExecuteQueryTool {

    private ExecuteQueryTool() {}

    /** How rows are written; the names are those of the argument. */
    private enum Format {
        ROWS,
        TABLE,
        CSV
    }

    static UseCaseTool of(ToolTexts texts, ExecuteQuery executeQuery) {
        return texts.tool(
                "execute_query",
                "Query records",
                "Asks {title} a question in {query_language} and brings one page of rows. It changes nothing."
                        + " Where meta.truncated is true, call again with offset = meta.next_offset.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    Query query =
                            new Query(arguments.text("query"), arguments.optionalInt("limit"), arguments.offset());
                    Format format = arguments.choice("format", Format.class, Format.ROWS);
                    Answer<QueryPage> answer = executeQuery.handle(caller, arguments.request(), query);
                    return outcome(answer, format, arguments.codec());
                });
    }

    private static UseCaseTool.Outcome outcome(Answer<QueryPage> answer, Format format, JsonCodec codec) {
        RowTable table = new RowTable(answer.value().items(), codec);
        Map<String, Object> data = PageData.counted(answer.value());
        return switch (format) {
            case ROWS -> PageData.outcome(answer);
            case TABLE -> {
                data.put("columns", table.columns());
                data.put("rows", table.values());
                yield PageData.outcome(answer, data);
            }
            case CSV -> {
                data.put("csv", table.csv());
                yield PageData.outcome(answer, data);
            }
        };
    }
}

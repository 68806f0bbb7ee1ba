package org.enterprisemcp.mcp.catalog;

import java.util.Map;
import java.util.OptionalInt;
import org.enterprisemcp.application.ExecuteQuery;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.JsonCodec;

/** {@code execute_query}. */
final class ExecuteQueryTool {

    static final String NAME = "execute_query";

    private ExecuteQueryTool() {}

    /** How rows are written; the names are those of the argument. */
    private enum Format {
        ROWS,
        TABLE,
        CSV,
        RESOURCE
    }

    /** How many rows are kept at the most, and how many are brought in one go: no more than that are in memory at once. */
    private static final int MOST = 100_000;

    private static final int AT_ONCE = 10_000;

    static UseCaseTool of(ToolTexts texts, ExecuteQuery executeQuery, KeptRows kept) {
        return texts.tool(
                NAME,
                "Query records",
                "Asks {title} a question in {query_language} and brings one page of rows. It changes nothing."
                        + " Where meta.truncated is true, call again with offset = meta.next_offset.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    Format format = arguments.choice("format", Format.class, Format.ROWS);
                    if (format == Format.RESOURCE) {
                        return kept(caller, arguments, executeQuery, kept);
                    }
                    Query query =
                            new Query(arguments.text("query"), arguments.optionalInt("limit"), arguments.offset());
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
            case RESOURCE -> throw new IllegalStateException("rows that are kept are not shown");
        };
    }

    /** Brings all rows, page by page, and keeps them; the result only says where they are. */
    private static UseCaseTool.Outcome kept(
            Caller caller, ToolArguments arguments, ExecuteQuery executeQuery, KeptRows kept) {
        String id = kept.newId();
        int most = arguments.optionalInt("limit").orElse(MOST);
        int offset = arguments.offset();
        int count = 0;
        int parts = 0;
        Answer<QueryPage> answer;
        do {
            Query query = new Query(arguments.text("query"), OptionalInt.of(Math.min(AT_ONCE, most - count)), offset);
            answer = executeQuery.handle(caller, arguments.requestAfter(count), query);
            int rows = answer.value().items().size();
            kept.add(id, ++parts, answer.value().items());
            count += rows;
            offset += rows;
        } while (answer.value().truncated()
                && count < most
                && !answer.value().items().isEmpty());
        kept.finish(id, parts, caller);
        Map<String, Object> data = PageData.counted(answer.value());
        data.put("count", count);
        data.put("resource", kept.uri(id));
        return PageData.outcome(answer, data)
                .with(new Content.ResourceLink(
                        kept.uri(id), "rows", count + " rows as JSON lines, for an hour", KeptRows.MIME_TYPE));
    }
}

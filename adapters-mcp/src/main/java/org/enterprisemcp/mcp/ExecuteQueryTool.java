package org.enterprisemcp.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.enterprisemcp.application.ExecuteQuery;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.query.Query;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;

/** {@code execute_query}. */
final class ExecuteQueryTool {

    private static final String NAME = "execute_query";

    private ExecuteQueryTool() {}

    static McpTool of(ToolTexts texts, ExecuteQuery executeQuery) {
        return new McpTool(
                NAME,
                "Query records",
                texts.fill(
                        "Asks {title} a question in {query_language} and brings one page of rows. It changes nothing."
                                + " Where meta.truncated is true, call again with offset = meta.next_offset."),
                texts.input(NAME),
                texts.output(NAME),
                McpTool.Hints.READ,
                (caller, arguments) -> {
                    Query query = new Query(
                            arguments.text("query"),
                            arguments.optionalInt("limit"),
                            arguments.optionalInt("offset").orElse(0));
                    Answer<QueryPage> answer = executeQuery.handle(caller, arguments.request(), query);
                    return new McpTool.Outcome(data(answer.value()), answer.facts(), paging(answer.value()));
                });
    }

    private static Map<String, Object> data(QueryPage page) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("items", page.items().stream().map(Fields::values).toList());
        data.put("count", page.items().size());
        OptionalLong total = page.total();
        data.put("total", total.isPresent() ? total.getAsLong() : null);
        return data;
    }

    private static Map<String, Object> paging(QueryPage page) {
        Map<String, Object> paging = new LinkedHashMap<>();
        paging.put("truncated", page.truncated());
        page.nextOffset().ifPresent(offset -> paging.put("next_offset", offset));
        return paging;
    }
}

package org.enterprisemcp.mcp.catalog;

import java.util.List;
import org.enterprisemcp.application.SearchRecords;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordSearch;
import org.enterprisemcp.domain.record.RecordSearch.Filter;

/** {@code search_records}. */
final class SearchRecordsTool {

    private SearchRecordsTool() {}

    static UseCaseTool of(ToolTexts texts, SearchRecords searchRecords) {
        return texts.tool(
                "search_records",
                "Search records",
                "Looks for records of one kind in {title} by conditions. For joins and sums use execute_query.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    RecordSearch search = new RecordSearch(
                            arguments.recordType(),
                            arguments.objects("filters").stream()
                                    .map(SearchRecordsTool::filter)
                                    .toList(),
                            arguments.optionalText("q"),
                            arguments.texts("fields"),
                            arguments.limit(),
                            arguments.offset());
                    return PageData.outcome(searchRecords.handle(caller, arguments.request(), search));
                });
    }

    private static Filter filter(Fields written) {
        Object value = written.values().get("value");
        return new Filter(
                String.valueOf(written.values().get("field")),
                String.valueOf(written.values().get("op")),
                switch (value) {
                    case null -> List.of();
                    case List<?> several -> List.copyOf(several);
                    default -> List.of(value);
                },
                Boolean.TRUE.equals(written.values().get("not")));
    }
}

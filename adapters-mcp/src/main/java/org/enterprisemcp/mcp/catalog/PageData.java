package org.enterprisemcp.mcp.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.query.QueryPage;
import org.enterprisemcp.domain.record.Fields;

/** A page of entries as the {@code data} and {@code meta} of the result envelope. */
final class PageData {

    private PageData() {}

    static UseCaseTool.Outcome outcome(Answer<QueryPage> answer) {
        QueryPage page = answer.value();
        Map<String, Object> data = counted(page);
        data.put("items", page.items().stream().map(Fields::values).toList());
        return outcome(answer, data);
    }

    static UseCaseTool.Outcome outcome(Answer<QueryPage> answer, Map<String, Object> data) {
        return new UseCaseTool.Outcome(data, answer.facts(), paging(answer.value()));
    }

    /** Everything but the entries themselves. */
    static Map<String, Object> counted(QueryPage page) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("items", List.of());
        data.put("count", page.items().size());
        OptionalLong total = page.total();
        data.put("total", total.isPresent() ? total.getAsLong() : null);
        data.put("notes", page.notes());
        return data;
    }

    private static Map<String, Object> paging(QueryPage page) {
        Map<String, Object> paging = new LinkedHashMap<>();
        paging.put("truncated", page.truncated());
        page.nextOffset().ifPresent(offset -> paging.put("next_offset", offset));
        return paging;
    }
}

package org.enterprisemcp.mcp.catalog;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.enterprisemcp.application.ValidateQuery;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.query.QueryReview;

/** {@code validate_query}. */
final class ValidateQueryTool {

    private ValidateQueryTool() {}

    static UseCaseTool of(ToolTexts texts, ValidateQuery validateQuery) {
        return texts.tool(
                "validate_query",
                "Check a query",
                "Looks at a query in {query_language} without sending it: what is wrong, what is risky, what to "
                        + "write instead.",
                UseCaseTool.Hints.LOCAL,
                (caller, arguments) -> {
                    QueryReview review = validateQuery.handle(arguments.text("query"));
                    Map<String, Object> data = new LinkedHashMap<>();
                    data.put("acceptable", !review.hasErrors());
                    data.put(
                            "findings",
                            review.findings().stream()
                                    .map(ValidateQueryTool::data)
                                    .toList());
                    data.put("suggestion", review.suggestion().orElse(null));
                    return new UseCaseTool.Outcome(data, CallFacts.none());
                });
    }

    private static Map<String, Object> data(QueryReview.Finding finding) {
        return Map.of(
                "severity", finding.severity().name().toLowerCase(Locale.ROOT),
                "rule", finding.rule(),
                "message", finding.message());
    }
}

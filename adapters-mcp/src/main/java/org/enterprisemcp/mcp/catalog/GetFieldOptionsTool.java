package org.enterprisemcp.mcp.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.application.GetFieldOptions;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.FieldChoices;
import org.enterprisemcp.domain.metadata.FieldChoicesRequest;
import org.enterprisemcp.domain.record.RecordId;

/** {@code get_field_options}. */
final class GetFieldOptionsTool {

    private GetFieldOptionsTool() {}

    static UseCaseTool of(ToolTexts texts, GetFieldOptions getFieldOptions) {
        return texts.tool(
                "get_field_options",
                "Find what a field may be set to",
                "Says which values you may choose for fields of a record in {title}. It saves nothing.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    FieldChoicesRequest wanted = new FieldChoicesRequest(
                            arguments.recordType(),
                            arguments.texts("fields"),
                            arguments.optionalText("record_id").map(RecordId::new),
                            arguments.fields("context"),
                            arguments.optionalText("query"),
                            arguments.limit());
                    Answer<List<FieldChoices>> answer = getFieldOptions.handle(caller, arguments.request(), wanted);
                    List<Map<String, Object>> fields = answer.value().stream()
                            .map(GetFieldOptionsTool::data)
                            .toList();
                    return new UseCaseTool.Outcome(Map.of("fields", fields), answer.facts());
                });
    }

    private static Map<String, Object> data(FieldChoices choices) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("field", choices.field());
        data.put(
                "choices",
                choices.choices().stream()
                        .map(choice -> Map.of("id", choice.id(), "label", choice.label()))
                        .toList());
        data.put("total", choices.total().isPresent() ? choices.total().getAsLong() : null);
        return data;
    }
}

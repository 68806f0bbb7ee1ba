package org.enterprisemcp.mcp.catalog;

import java.util.Map;
import org.enterprisemcp.application.ListRecordTypes;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.RecordTypes;

/** {@code list_record_types}. */
final class ListRecordTypesTool {

    private ListRecordTypesTool() {}

    static UseCaseTool of(ToolTexts texts, ListRecordTypes listRecordTypes) {
        return texts.tool(
                "list_record_types",
                "List record types",
                "Says which kinds of records {title} has for you.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    Answer<RecordTypes> answer = listRecordTypes.handle(
                            caller, arguments.request(), arguments.optionalText("search"), arguments.limit());
                    return new UseCaseTool.Outcome(data(answer.value()), answer.facts());
                });
    }

    /** The types as plain data. */
    static Map<String, Object> data(RecordTypes types) {
        return Map.of(
                "record_types",
                types.types().stream()
                        .map(type -> Map.of("name", type.name(), "label", type.label(), "custom", type.custom()))
                        .toList(),
                "total",
                types.total());
    }
}

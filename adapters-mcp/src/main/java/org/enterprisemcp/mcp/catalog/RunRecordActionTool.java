package org.enterprisemcp.mcp.catalog;

import java.util.Map;
import org.enterprisemcp.application.RunRecordAction;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordAction;

/** {@code run_record_action}. */
final class RunRecordActionTool {

    private RunRecordActionTool() {}

    static UseCaseTool of(ToolTexts texts, RunRecordAction runRecordAction) {
        return texts.tool(
                "run_record_action",
                "Run an action of a record",
                "Has {title} do something with a record that is no change of fields, such as approve it.",
                UseCaseTool.Hints.ACT,
                (caller, arguments) -> {
                    RecordAction action = new RecordAction(
                            arguments.recordType(),
                            arguments.recordId(),
                            arguments.text("action"),
                            arguments.fields("params"));
                    Answer<Fields> answer = runRecordAction.handle(caller, arguments.request(), action);
                    Map<String, Object> data = Map.of(
                            "record_type", action.type().value(),
                            "record_id", action.id().value(),
                            "action", action.action(),
                            "result", answer.value().values());
                    return new UseCaseTool.Outcome(data, answer.facts());
                });
    }
}

package org.enterprisemcp.mcp.catalog;

import org.enterprisemcp.application.DeleteRecord;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.DeletedRecord;
import org.enterprisemcp.domain.token.Scope;

/** {@code delete_record}. */
final class DeleteRecordTool {

    private DeleteRecordTool() {}

    static UseCaseTool of(ToolTexts texts, DeleteRecord deleteRecord) {
        return texts.tool(
                        "delete_record",
                        "Delete a record",
                        "Deletes one record of {title} for good. There is no undo.",
                        UseCaseTool.Hints.OVERWRITE,
                        (caller, arguments) -> {
                            Answer<DeletedRecord> answer = deleteRecord.handle(
                                    caller, arguments.request(), arguments.recordType(), arguments.recordId());
                            return new UseCaseTool.Outcome(RecordData.of(answer.value()), answer.facts());
                        })
                .needing(Scope.DELETE);
    }
}

package org.enterprisemcp.mcp.catalog;

import org.enterprisemcp.application.CreateRecord;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.RecordDraft;
import org.enterprisemcp.domain.record.WrittenRecord;

/** {@code create_record}. */
final class CreateRecordTool {

    private CreateRecordTool() {}

    static UseCaseTool of(ToolTexts texts, CreateRecord createRecord) {
        return texts.tool(
                "create_record",
                "Create a record",
                "Creates one record in {title} and brings its id. Calling it again creates a second record: after "
                        + "OUTCOME_UNKNOWN query first whether the record is there.",
                UseCaseTool.Hints.CREATE,
                (caller, arguments) -> {
                    RecordDraft draft = new RecordDraft(arguments.recordType(), arguments.fields("payload"));
                    Answer<WrittenRecord> answer = createRecord.handle(caller, arguments.request(), draft);
                    return new UseCaseTool.Outcome(RecordData.of(answer.value()), answer.facts());
                });
    }
}

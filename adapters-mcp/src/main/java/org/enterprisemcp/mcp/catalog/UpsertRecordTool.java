package org.enterprisemcp.mcp.catalog;

import org.enterprisemcp.application.UpsertRecord;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.RecordUpsert;
import org.enterprisemcp.domain.record.WrittenRecord;

/** {@code upsert_record}. */
final class UpsertRecordTool {

    private UpsertRecordTool() {}

    static UseCaseTool of(ToolTexts texts, UpsertRecord upsertRecord) {
        return texts.tool(
                "upsert_record",
                "Create or change a record by your own key",
                "Creates a record of {title} under a key of your own, or changes the one that has it. Calling it "
                        + "again leads to the same record.",
                UseCaseTool.Hints.OVERWRITE,
                (caller, arguments) -> {
                    RecordUpsert upsert = new RecordUpsert(
                            arguments.recordType(), arguments.text("external_id"), arguments.fields("payload"));
                    Answer<WrittenRecord> answer = upsertRecord.handle(caller, arguments.request(), upsert);
                    return new UseCaseTool.Outcome(RecordData.of(answer.value()), answer.facts());
                });
    }
}

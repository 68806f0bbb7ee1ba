package org.enterprisemcp.mcp;

import org.enterprisemcp.application.UpdateRecord;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.WrittenRecord;

/** {@code update_record}. */
final class UpdateRecordTool {

    private static final String NAME = "update_record";

    private UpdateRecordTool() {}

    static McpTool of(ToolTexts texts, UpdateRecord updateRecord) {
        return new McpTool(
                NAME,
                "Change a record",
                texts.fill(
                        "Changes the named fields of one record in {title}; the others stay as they are. What was in a"
                                + " field before is lost, so read the record first when in doubt."),
                texts.input(NAME),
                texts.output(NAME),
                McpTool.Hints.OVERWRITE,
                (caller, arguments) -> {
                    RecordPatch patch =
                            new RecordPatch(arguments.recordType(), arguments.recordId(), arguments.fields("updates"));
                    Answer<WrittenRecord> answer = updateRecord.handle(caller, arguments.request(), patch);
                    return new McpTool.Outcome(RecordData.of(answer.value()), answer.facts());
                });
    }
}

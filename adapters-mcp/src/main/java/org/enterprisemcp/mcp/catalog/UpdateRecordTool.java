package org.enterprisemcp.mcp.catalog;

import java.util.List;
import java.util.Map;
import org.enterprisemcp.application.UpdateRecord;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.RecordPatch;
import org.enterprisemcp.domain.record.WrittenRecord;

/** {@code update_record}. */
final class UpdateRecordTool {

    private UpdateRecordTool() {}

    static UseCaseTool of(ToolTexts texts, UpdateRecord updateRecord) {
        return texts.tool(
                "update_record",
                "Change a record",
                "Changes the named fields of one record in {title}; the others stay as they are. What was in a "
                        + "field before is lost, so read the record first when in doubt.",
                UseCaseTool.Hints.OVERWRITE,
                (caller, arguments) -> {
                    RecordPatch patch =
                            new RecordPatch(arguments.recordType(), arguments.recordId(), arguments.fields("updates"));
                    Answer<WrittenRecord> answer = updateRecord.handle(caller, arguments.request(), patch);
                    Map<String, Object> data = RecordData.of(answer.value());
                    data.put(
                            "changed_fields",
                            List.copyOf(patch.updates().values().keySet()));
                    return new UseCaseTool.Outcome(data, answer.facts());
                });
    }
}

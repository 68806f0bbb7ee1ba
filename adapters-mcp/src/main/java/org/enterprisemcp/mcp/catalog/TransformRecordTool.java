package org.enterprisemcp.mcp.catalog;

import org.enterprisemcp.application.TransformRecord;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.RecordTransform;
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.domain.record.WrittenRecord;

/** {@code transform_record}. */
final class TransformRecordTool {

    private TransformRecordTool() {}

    static UseCaseTool of(ToolTexts texts, TransformRecord transformRecord) {
        return texts.tool(
                "transform_record",
                "Make a record from another one",
                "Makes a record of {title} from one that is there, such as an invoice from an order. Calling it "
                        + "again makes a second one: after OUTCOME_UNKNOWN look first.",
                UseCaseTool.Hints.CREATE,
                (caller, arguments) -> {
                    RecordTransform transform = new RecordTransform(
                            arguments.recordType(),
                            arguments.recordId(),
                            new RecordType(arguments.text("target_type")),
                            arguments.fields("payload"));
                    Answer<WrittenRecord> answer = transformRecord.handle(caller, arguments.request(), transform);
                    return new UseCaseTool.Outcome(RecordData.of(answer.value()), answer.facts());
                });
    }
}

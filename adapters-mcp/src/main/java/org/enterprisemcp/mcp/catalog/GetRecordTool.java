package org.enterprisemcp.mcp.catalog;

import org.enterprisemcp.application.GetRecord;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.UpstreamRecord;

/** {@code get_record}. */
final class GetRecordTool {

    private GetRecordTool() {}

    static UseCaseTool of(ToolTexts texts, GetRecord getRecord) {
        return texts.tool(
                "get_record",
                "Read a record",
                "Brings one record of {title} by its id. To find an id, query first.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    Answer<UpstreamRecord> answer =
                            getRecord.handle(caller, arguments.request(), arguments.recordType(), arguments.recordId());
                    return new UseCaseTool.Outcome(RecordData.of(answer.value()), answer.facts());
                });
    }
}

package org.enterprisemcp.mcp;

import org.enterprisemcp.application.GetRecord;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.UpstreamRecord;

/** {@code get_record}. */
final class GetRecordTool {

    private GetRecordTool() {}

    static McpTool of(ToolTexts texts, GetRecord getRecord) {
        return texts.tool(
                "get_record",
                "Read a record",
                "Brings one record of {title} by its id. To find an id, query first.",
                McpTool.Hints.READ,
                (caller, arguments) -> {
                    Answer<UpstreamRecord> answer =
                            getRecord.handle(caller, arguments.request(), arguments.recordType(), arguments.recordId());
                    return new McpTool.Outcome(RecordData.of(answer.value()), answer.facts());
                });
    }
}

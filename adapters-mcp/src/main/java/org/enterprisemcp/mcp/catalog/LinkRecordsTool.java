package org.enterprisemcp.mcp.catalog;

import java.util.Map;
import org.enterprisemcp.application.LinkRecords;
import org.enterprisemcp.application.LinkRecords.Mode;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.RecordId;
import org.enterprisemcp.domain.record.RecordLink;
import org.enterprisemcp.domain.record.RecordType;

/** {@code link_records}. */
final class LinkRecordsTool {

    private LinkRecordsTool() {}

    static UseCaseTool of(ToolTexts texts, LinkRecords linkRecords) {
        return texts.tool(
                "link_records",
                "Attach or detach a record",
                "Ties a record of {title} to another one, or lets it loose.",
                UseCaseTool.Hints.OVERWRITE,
                (caller, arguments) -> {
                    Mode mode = arguments.choice("mode", Mode.class, Mode.ATTACH);
                    RecordLink link = new RecordLink(
                            arguments.recordType(),
                            arguments.recordId(),
                            new RecordType(arguments.text("other_type")),
                            new RecordId(arguments.text("other_id")),
                            arguments.fields("attributes"));
                    Answer<RecordLink> answer = linkRecords.handle(caller, arguments.request(), mode, link);
                    Map<String, Object> data = Map.of(
                            "mode", arguments.text("mode"),
                            "record_type", link.type().value(),
                            "record_id", link.id().value(),
                            "other_type", link.otherType().value(),
                            "other_id", link.otherId().value());
                    return new UseCaseTool.Outcome(data, answer.facts());
                });
    }
}

package org.enterprisemcp.mcp.catalog;

import java.util.Map;
import org.enterprisemcp.application.DescribeRecord;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.metadata.RecordDescription;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest.Include;

/** {@code describe_record}. */
final class DescribeRecordTool {

    private DescribeRecordTool() {}

    static UseCaseTool of(ToolTexts texts, DescribeRecord describeRecord) {
        return texts.tool(
                "describe_record",
                "Describe a record type",
                "Says what a record type of {title} is made of: fields, what they hold, which are required. Read "
                        + "it before you write a payload.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    RecordDescriptionRequest wanted = new RecordDescriptionRequest(
                            arguments.recordType(),
                            arguments.optionalText("search"),
                            arguments.choice("include", Include.class, Include.WRITABLE),
                            arguments.optionalText("sublist"));
                    Answer<RecordDescription> answer = describeRecord.handle(caller, arguments.request(), wanted);
                    return new UseCaseTool.Outcome(data(answer.value()), answer.facts());
                });
    }

    /** The description as plain data. */
    static Map<String, Object> data(RecordDescription description) {
        return Map.of(
                "record_type", description.type().value(),
                "fields", FieldData.of(description.fields()),
                "sublists", description.sublists(),
                "total_fields", description.totalFields());
    }
}

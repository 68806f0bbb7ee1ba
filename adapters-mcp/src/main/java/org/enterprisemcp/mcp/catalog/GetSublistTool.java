package org.enterprisemcp.mcp.catalog;

import org.enterprisemcp.application.GetSublist;
import org.enterprisemcp.domain.record.SublistRequest;

/** {@code get_sublist}. */
final class GetSublistTool {

    private GetSublistTool() {}

    static UseCaseTool of(ToolTexts texts, GetSublist getSublist) {
        return texts.tool(
                "get_sublist",
                "Read the lines of a record",
                "Brings the lines of one sublist of a record in {title}.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    SublistRequest wanted = new SublistRequest(
                            arguments.recordType(),
                            arguments.recordId(),
                            arguments.text("sublist"),
                            arguments.limit(),
                            arguments.offset());
                    return PageData.outcome(getSublist.handle(caller, arguments.request(), wanted));
                });
    }
}

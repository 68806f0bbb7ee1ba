package org.enterprisemcp.mcp.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.application.GetRecordLink;
import org.enterprisemcp.domain.call.CallFacts;

/** {@code get_record_link}. */
final class GetRecordLinkTool {

    private GetRecordLinkTool() {}

    static UseCaseTool of(ToolTexts texts, GetRecordLink getRecordLink) {
        return texts.tool(
                "get_record_link",
                "Link to a record for people",
                "Says where people find a record in the user interface of {title}. It does not look whether the "
                        + "record exists.",
                UseCaseTool.Hints.LOCAL,
                (caller, arguments) -> {
                    Optional<String> url = getRecordLink.handle(
                            caller, arguments.request(), arguments.recordType(), arguments.recordId());
                    Map<String, Object> data = new LinkedHashMap<>();
                    data.put("record_type", arguments.text("record_type"));
                    data.put("record_id", arguments.text("record_id"));
                    data.put("url", url.orElse(null));
                    return new UseCaseTool.Outcome(data, CallFacts.none());
                });
    }
}

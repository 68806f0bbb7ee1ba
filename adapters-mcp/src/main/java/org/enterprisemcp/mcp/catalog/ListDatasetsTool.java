package org.enterprisemcp.mcp.catalog;

import org.enterprisemcp.application.ListDatasets;

/** {@code list_datasets}. */
final class ListDatasetsTool {

    private ListDatasetsTool() {}

    static UseCaseTool of(ToolTexts texts, ListDatasets listDatasets) {
        return texts.tool(
                "list_datasets",
                "List saved queries",
                "Says which queries people have saved in {title}.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> PageData.outcome(
                        listDatasets.handle(caller, arguments.request(), arguments.limit(), arguments.offset())));
    }
}

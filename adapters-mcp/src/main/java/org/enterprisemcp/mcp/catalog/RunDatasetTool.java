package org.enterprisemcp.mcp.catalog;

import org.enterprisemcp.application.RunDataset;

/** {@code run_dataset}. */
final class RunDatasetTool {

    private RunDatasetTool() {}

    static UseCaseTool of(ToolTexts texts, RunDataset runDataset) {
        return texts.tool(
                "run_dataset",
                "Run a saved query",
                "Brings the rows of a query that somebody has saved in {title}.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> PageData.outcome(runDataset.handle(
                        caller,
                        arguments.request(),
                        arguments.text("dataset_id"),
                        arguments.limit(),
                        arguments.offset())));
    }
}

package org.enterprisemcp.mcp;

import org.enterprisemcp.application.RunDataset;

/** {@code run_dataset}. */
final class RunDatasetTool {

    private RunDatasetTool() {}

    static McpTool of(ToolTexts texts, RunDataset runDataset) {
        return texts.tool(
                "run_dataset",
                "Run a saved query",
                "Brings the rows of a query that somebody has saved in {title}.",
                McpTool.Hints.READ,
                (caller, arguments) -> PageData.outcome(runDataset.handle(
                        caller,
                        arguments.request(),
                        arguments.text("dataset_id"),
                        arguments.limit(),
                        arguments.offset())));
    }
}

package org.enterprisemcp.mcp.catalog;

import org.enterprisemcp.application.GetJob;
import org.enterprisemcp.domain.batch.JobRequest;

/** {@code get_job}. */
final class GetJobTool {

    private GetJobTool() {}

    static UseCaseTool of(ToolTexts texts, GetJob getJob) {
        return texts.tool(
                "get_job",
                "Look after a job",
                "Says how far a job of batch_records has come and what became of each record.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    JobRequest wanted = new JobRequest(
                            arguments.text("job_id"),
                            arguments.optionalText("task_id"),
                            arguments.seconds("wait_seconds"));
                    return JobData.outcome(getJob.handle(caller, arguments.request(), wanted));
                });
    }
}

package org.enterprisemcp.mcp.catalog;

import org.enterprisemcp.application.BatchRecords;
import org.enterprisemcp.domain.batch.RecordBatch;
import org.enterprisemcp.domain.batch.RecordBatch.Operation;
import org.enterprisemcp.domain.token.Scope;

/** {@code batch_records}. */
final class BatchRecordsTool {

    private BatchRecordsTool() {}

    static UseCaseTool of(ToolTexts texts, BatchRecords batchRecords) {
        return texts.tool(
                        "batch_records",
                        "Write many records",
                        "Creates, changes, upserts or deletes up to 100 records of one kind in {title}. Each may succeed "
                                + "or fail by itself. Without an idempotency_key never send the same batch again before you looked.",
                        UseCaseTool.Hints.ACT,
                        (caller, arguments) -> {
                            RecordBatch batch = new RecordBatch(
                                    arguments.choice("operation", Operation.class, Operation.CREATE),
                                    arguments.recordType(),
                                    arguments.objects("items"),
                                    arguments.flag("parallel"),
                                    arguments.optionalText("idempotency_key"),
                                    arguments.seconds("wait_seconds"));
                            return JobData.outcome(batchRecords.handle(caller, arguments.request(), batch));
                        })
                // One of its operations deletes, and a token says only what may be called, not with which arguments.
                .needing(Scope.WRITE, Scope.DELETE);
    }
}

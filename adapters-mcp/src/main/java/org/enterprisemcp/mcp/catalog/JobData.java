package org.enterprisemcp.mcp.catalog;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.enterprisemcp.domain.batch.Job;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.record.RecordId;

/** Jobs as the {@code data} of the result envelope. */
final class JobData {

    private JobData() {}

    static UseCaseTool.Outcome outcome(Answer<Job> answer) {
        Job job = answer.value();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("job_id", job.id());
        data.put("state", written(job.state()));
        data.put("tasks", job.tasks().stream().map(JobData::task).toList());
        return new UseCaseTool.Outcome(data, answer.facts());
    }

    private static Map<String, Object> task(Job.Task task) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("task_id", task.id());
        data.put("state", written(task.state()));
        data.put("record_id", task.record().map(RecordId::value).orElse(null));
        data.put("result", task.result().map(Fields::values).orElse(null));
        data.put("error", task.error().orElse(null));
        return data;
    }

    private static String written(Job.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}

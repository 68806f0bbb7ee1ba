package org.enterprisemcp.mcp.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The result envelope that every tool answers with, whatever happened: {@code {ok, status_code, data, errors, meta}}.
 *
 * @param structured the envelope as plain data
 * @param isError whether the call failed; always the opposite of {@code ok}
 * @param links resources that hold more
 */
record ResultEnvelope(Map<String, Object> structured, boolean isError, List<Content.ResourceLink> links) {

    static ResultEnvelope success(UseCaseTool.Outcome outcome, Map<String, Object> meta) {
        Map<String, Object> all = new LinkedHashMap<>(meta);
        all.putAll(outcome.paging());
        return of(true, outcome.facts().status(), outcome.data(), List.of(), all, outcome.links());
    }

    static ResultEnvelope failure(OptionalInt status, List<Map<String, Object>> errors, Map<String, Object> meta) {
        return of(false, status, null, errors, meta, List.of());
    }

    private static ResultEnvelope of(
            boolean ok,
            OptionalInt status,
            @Nullable Map<String, Object> data,
            List<Map<String, Object>> errors,
            Map<String, Object> meta,
            List<Content.ResourceLink> links) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("ok", ok);
        envelope.put("status_code", status.isPresent() ? status.getAsInt() : null);
        envelope.put("data", data);
        envelope.put("errors", errors);
        envelope.put("meta", meta);
        return new ResultEnvelope(envelope, !ok, links);
    }
}

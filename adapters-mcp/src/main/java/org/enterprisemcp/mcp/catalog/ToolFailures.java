package org.enterprisemcp.mcp.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.AuthenticationException;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.error.Violation;

/** Failures as an assistant sees them: what happened, whether retrying helps, what to do next. The only translation of its kind. */
final class ToolFailures {

    private ToolFailures() {}

    /** The {@code errors} of the envelope: one entry per field that is wrong, else one for the whole. */
    static List<Map<String, Object>> errors(McpServerException failure) {
        return switch (failure) {
            case RecordException.RecordValidation wrong -> perField(wrong, wrong.violations());
            case RecordException.RecordNotFound missing -> whole(missing);
            case RecordException.DuplicateRecord duplicate -> whole(duplicate);
            case UpstreamException.Validation wrong ->
                wrong.violations().isEmpty() ? whole(wrong) : perField(wrong, wrong.violations());
            case UpstreamException.Permission refused ->
                List.of(error(refused, refused.safeMessage(), refused.field()));
            case UpstreamException other -> whole(other);
            case AuthenticationException notSignedIn -> whole(notSignedIn);
            case ConfigurationException misconfigured -> whole(misconfigured);
        };
    }

    /** A mistake of this server: nothing of it is shown but the id under which the log has it. */
    static List<Map<String, Object>> internal(String requestId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", "INTERNAL");
        error.put("message", "The server made a mistake; it is in the log under request_id " + requestId + ".");
        error.put("retryable", false);
        error.put("hint", "Tell the operator the request_id. Do not repeat a write without looking first.");
        return List.of(error);
    }

    private static List<Map<String, Object>> whole(McpServerException failure) {
        return List.of(error(failure, failure.safeMessage(), Optional.empty()));
    }

    private static List<Map<String, Object>> perField(McpServerException failure, List<Violation> violations) {
        List<Map<String, Object>> errors = new ArrayList<>(violations.size());
        violations.forEach(violation -> errors.add(
                error(failure, violation.field() + ": " + violation.message(), Optional.of(violation.field()))));
        return errors;
    }

    private static Map<String, Object> error(McpServerException failure, String message, Optional<String> field) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", failure.code().name());
        error.put("message", message);
        field.ifPresent(name -> error.put("field", name));
        error.put("retryable", failure.retryable());
        failure.retryAfter()
                .ifPresent(wait -> error.put("retry_after_seconds", McpServerException.secondsRoundedUp(wait)));
        error.put("hint", failure.hint());
        return error;
    }
}

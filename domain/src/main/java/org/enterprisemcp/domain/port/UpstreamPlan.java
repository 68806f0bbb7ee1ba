package org.enterprisemcp.domain.port;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.enterprisemcp.domain.record.Fields;

/**
 * What an upstream would send.
 *
 * @param name the upstream's name; empty where it cannot be told
 * @param problems why it cannot be used, each with its place and the way to mend it
 * @param warnings what works but is seldom meant
 * @param notes what else holds for all calls
 * @param calls one for each operation
 */
public record UpstreamPlan(
        String name, List<String> problems, List<String> warnings, List<String> notes, List<PlannedCall> calls) {

    public UpstreamPlan {
        Objects.requireNonNull(name, "name");
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        calls = List.copyOf(calls);
    }

    /**
     * One request.
     *
     * @param operation what it is for: {@code create}
     * @param method the HTTP method
     * @param url where to, with sample values in its places
     * @param headers what goes along, secrets as {@code ***}
     * @param body the sample body, where it has one
     * @param form whether the body is a form rather than JSON
     * @param success what counts as success: {@code 201}, {@code any 2xx}
     * @param repeated after which failures it is sent again
     * @param notes what else there is to know: pages
     */
    public record PlannedCall(
            String operation,
            String method,
            String url,
            Map<String, String> headers,
            Optional<Fields> body,
            boolean form,
            String success,
            String repeated,
            List<String> notes) {

        public PlannedCall {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(url, "url");
            headers = Map.copyOf(headers);
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(success, "success");
            Objects.requireNonNull(repeated, "repeated");
            notes = List.copyOf(notes);
        }
    }
}

package org.enterprisemcp.testkit.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.domain.error.ErrorCode;

/**
 * One row of the file.
 *
 * @param name what it shows
 * @param operation what is called
 * @param arguments with what
 * @param steps the requests that it should lead to, each with the response to it
 * @param result what the caller should get; missing where a failure is expected
 * @param failure how it should fail; empty where it should not
 */
record ExchangeRow(
        String name,
        String operation,
        Part arguments,
        List<Step> steps,
        JsonNode result,
        Optional<ExpectedFailure> failure) {

    static ExchangeRow in(Part row) {
        row.allowOnly("name", "operation", "arguments", "request", "response", "steps", "result", "failure");
        String name = row.required("name");
        Part named = new Part(row.place().replaceFirst(", exchanges .*", "") + ", row \"" + name + "\"", row.node());
        if (named.has("result") == named.has("failure")) {
            throw named.wrong("result", "or failure must be given: one of the two");
        }
        Part arguments = named.part("arguments").orElseThrow(() -> named.wrong("arguments", "is missing"));
        arguments.allowOnly(
                "account", "type", "id", "fields", "key", "query", "limit", "offset", "where", "select", "options");
        return new ExchangeRow(
                name,
                named.required("operation"),
                arguments,
                steps(named),
                named.value("result"),
                named.part("failure").map(ExpectedFailure::in));
    }

    private static List<Step> steps(Part row) {
        if (row.has("steps")) {
            if (row.has("request") || row.has("response")) {
                throw row.wrong("steps", "stands in place of request and response");
            }
            List<Step> steps = new ArrayList<>();
            for (Part step : row.parts("steps")) {
                step.allowOnly("request", "response");
                steps.add(Step.in(step));
            }
            return List.copyOf(steps);
        }
        return row.has("request") || row.has("response") ? List.of(Step.in(row)) : List.of();
    }

    /**
     * A request and the response to it.
     *
     * @param method the method
     * @param path the path as it is on the wire, still encoded
     * @param query the parameters, decoded; several of one name are joined by a comma
     * @param headers headers that must be there, with any value where it is {@code *}, or must not where it is empty
     * @param body the JSON body; missing where there must be none
     * @param form whether the body is a form
     * @param status the response's status
     * @param responseHeaders the response's headers
     * @param responseBody the response's body: a text goes as it is, all else as JSON
     */
    record Step(
            String method,
            String path,
            Map<String, Optional<String>> query,
            Map<String, Optional<String>> headers,
            JsonNode body,
            boolean form,
            int status,
            Map<String, Optional<String>> responseHeaders,
            JsonNode responseBody) {

        static Step in(Part pair) {
            Part request = pair.part("request").orElseThrow(() -> pair.wrong("request", "is missing"));
            Part response = pair.part("response").orElseThrow(() -> pair.wrong("response", "is missing"));
            request.allowOnly("method", "path", "query", "headers", "body", "form");
            response.allowOnly("status", "headers", "body");
            if (request.has("body") && request.has("form")) {
                throw request.wrong("form", "stands in place of body");
            }
            return new Step(
                    request.required("method"),
                    request.required("path"),
                    request.texts("query"),
                    request.texts("headers"),
                    request.has("form") ? request.value("form") : request.value("body"),
                    request.has("form"),
                    response.number("status").orElseThrow(() -> response.wrong("status", "is missing")),
                    response.texts("headers"),
                    response.value("body"));
        }
    }

    /**
     * How a call should fail.
     *
     * @param code the failure's code
     * @param says a part of its message
     * @param field a field that it names
     */
    record ExpectedFailure(ErrorCode code, Optional<String> says, Optional<String> field) {

        static ExpectedFailure in(Part failure) {
            if (failure.node().isTextual()) {
                return new ExpectedFailure(
                        code(failure, failure.node().textValue()), Optional.empty(), Optional.empty());
            }
            failure.allowOnly("code", "says", "field");
            return new ExpectedFailure(
                    code(failure, failure.required("code")), failure.text("says"), failure.text("field"));
        }

        private static ErrorCode code(Part failure, String word) {
            for (ErrorCode code : ErrorCode.values()) {
                if (code.name().equals(word)) {
                    return code;
                }
            }
            throw failure.wrong("code", "must be one of " + List.of(ErrorCode.values()));
        }
    }
}

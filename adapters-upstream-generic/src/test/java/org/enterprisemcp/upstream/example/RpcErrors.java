package org.enterprisemcp.upstream.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.upstream.rest.OutcomeKind;
import org.enterprisemcp.upstream.rest.Refusal;
import org.enterprisemcp.upstream.rest.Refusal.Repeat;
import org.enterprisemcp.upstream.rest.ResponseClassifier;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;

/** An API whose every answer is a 200: what failed stands in {@code error}, and an ended session is a login page. */
public final class RpcErrors implements ResponseClassifier {

    @Override
    public String name() {
        return "rpc-errors";
    }

    @Override
    public Optional<Refusal> classify(RestAnswer answer, RestRequest request) {
        if (answer.header("Content-Type").orElse("").startsWith("text/html")) {
            return Optional.of(new Refusal(OutcomeKind.AUTH, Repeat.NEVER, "", List.of()));
        }
        JsonNode error = answer.body().path("error");
        if (!error.isObject()) {
            return Optional.empty();
        }
        String message = error.path("message").asText();
        String name = error.path("name").asText();
        return Optional.of(
                switch (name.substring(name.lastIndexOf('.') + 1)) {
                    case "MissingError" -> new Refusal(OutcomeKind.NOT_FOUND, Repeat.NEVER, message, List.of());
                    case "AccessError" -> new Refusal(OutcomeKind.PERMISSION, Repeat.NEVER, message, List.of());
                    case "ValidationError" ->
                        new Refusal(
                                OutcomeKind.VALIDATION,
                                Repeat.NEVER,
                                message,
                                List.of(new Violation(error.path("field").asText(), message)));
                    case "LockError" ->
                        new Refusal(OutcomeKind.CONFLICT, Repeat.REFUSED_UNPROCESSED, message, List.of());
                    default -> new Refusal(OutcomeKind.SERVER, Repeat.MAY_HAVE_HAPPENED, message, List.of());
                });
    }
}

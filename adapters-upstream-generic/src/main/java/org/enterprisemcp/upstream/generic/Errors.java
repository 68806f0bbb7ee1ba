package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.Violation;
import org.enterprisemcp.upstream.rest.Dialect;
import org.enterprisemcp.upstream.rest.OutcomeKind;
import org.enterprisemcp.upstream.rest.Refusal;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.SafeText;

/**
 * How a described upstream words its errors.
 *
 * @param code where its own code may stand
 * @param message where its words may stand
 * @param fields where the fields stand that it finds fault with
 * @param rules what the status alone does not say; the first that fits decides
 */
record Errors(List<JsonPointer> code, List<JsonPointer> message, Optional<JsonPointer> fields, List<ErrorRule> rules)
        implements Dialect {

    private static final int MAX_VIOLATIONS = 20;

    /** Where most APIs put their words. */
    static final List<JsonPointer> USUAL_MESSAGES = Stream.of(
                    "/message",
                    "/error/message",
                    "/detail",
                    "/error_description",
                    "/errors/0/message",
                    "/errors/0/detail",
                    "/error",
                    "/title")
            .map(JsonPointer::compile)
            .toList();

    /** Where most APIs put their code. */
    static final List<JsonPointer> USUAL_CODES = Stream.of("/code", "/error/code", "/errors/0/code")
            .map(JsonPointer::compile)
            .toList();

    @Override
    public Refusal understand(RestAnswer answer, RestRequest request) {
        String words = SafeText.of(firstIn(answer.body(), message).orElse(""));
        Optional<String> ownCode = firstIn(answer.body(), code);
        return rules.stream()
                .filter(rule -> rule.isAbout(answer, request.operation(), ownCode))
                .findFirst()
                .map(rule -> new Refusal(rule.kind(), repeat(rule), words, violations(answer.body())))
                .orElseGet(() -> new Refusal(
                        OutcomeKind.ofStatus(answer.status()),
                        Refusal.Repeat.AS_THE_STATUS_SAYS,
                        words,
                        violations(answer.body())));
    }

    private static Refusal.Repeat repeat(ErrorRule rule) {
        return rule.retry() ? Refusal.Repeat.REFUSED_UNPROCESSED : Refusal.Repeat.NEVER;
    }

    /** Fields come as a list of names, as a list of objects, or as an object of messages by field. */
    private List<Violation> violations(JsonNode body) {
        List<Violation> violations = new ArrayList<>();
        JsonNode named = fields.map(body::at).orElseGet(() -> body.at("/no/such/place"));
        if (named.isObject()) {
            named.properties().forEach(entry -> add(violations, entry.getKey(), entry.getValue()));
        } else if (named.isArray()) {
            named.forEach(element -> add(
                    violations,
                    element.isTextual()
                            ? element.textValue()
                            : element.path("field").asText(element.path("name").asText("")),
                    element.path("message")));
        }
        return List.copyOf(violations);
    }

    private static void add(List<Violation> violations, String field, JsonNode said) {
        String name = SafeText.of(field);
        if (name.isEmpty() || violations.size() == MAX_VIOLATIONS) {
            return;
        }
        JsonNode words = said.isArray() && !said.isEmpty() ? said.get(0) : said;
        String text = SafeText.of(Loc.scalar(words).orElse(""));
        violations.add(new Violation(name, text.isEmpty() ? "is refused by the upstream" : text));
    }

    private static Optional<String> firstIn(JsonNode body, List<JsonPointer> places) {
        return places.stream()
                .flatMap(place -> Loc.scalar(body.at(place)).stream())
                .findFirst();
    }
}

package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.enterprisemcp.domain.error.Violation;
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
 * @param detail where further words may stand
 * @param fields where the fields stand that it finds fault with
 * @param retryHint where it says whether another attempt is of use
 * @param failWhen what makes a success a refusal
 * @param rules what the status alone does not say; the first that fits decides
 */
record Errors(
        List<Pointer> code,
        List<Pointer> message,
        List<Pointer> detail,
        Optional<Pointer> fields,
        Optional<Loc> retryHint,
        Optional<FailWhen> failWhen,
        List<ErrorRule> rules) {

    /** A value in the body that says that nothing was done, whatever the status. */
    record FailWhen(Pointer pointer, Set<String> values) {

        boolean fits(RestAnswer answer) {
            return pointer.scalarIn(answer.body(), "id")
                    .filter(values::contains)
                    .isPresent();
        }
    }

    private static final int MAX_VIOLATIONS = 20;

    /** Where most APIs put their words. */
    static final List<Pointer> USUAL_MESSAGES = Stream.of(
                    "/message",
                    "/error/message",
                    "/detail",
                    "/error_description",
                    "/errors/0/message",
                    "/errors/0/detail",
                    "/error",
                    "/title")
            .map(Pointer::new)
            .toList();

    /** Where most APIs put their code. */
    static final List<Pointer> USUAL_CODES = Stream.of("/code", "/error/code", "/errors/0/code")
            .map(Pointer::new)
            .toList();

    /** Whether an answer below 400 is a refusal all the same. */
    boolean isRefusal(RestAnswer answer, RestRequest request) {
        return failWhen.filter(fail -> fail.fits(answer)).isPresent()
                || rules.stream()
                        .anyMatch(rule -> rule.when().statuses().contains(answer.status())
                                && rule.when().fits(answer, request.operation(), firstIn(answer.body(), code)));
    }

    Refusal understand(RestAnswer answer, RestRequest request) {
        String words = words(answer.body());
        List<Violation> violations = violations(answer.body());
        Optional<String> ownCode = firstIn(answer.body(), code);
        return rules.stream()
                .filter(rule -> rule.when().fits(answer, request.operation(), ownCode))
                .findFirst()
                .map(rule -> new Refusal(rule.kind(), repeat(rule), words, violations))
                .orElseGet(() -> new Refusal(kindOf(answer.status()), hinted(answer), words, violations));
    }

    /** An error inside a success is about what was sent, as far as anybody knows. */
    private static OutcomeKind kindOf(int status) {
        return status < 400 ? OutcomeKind.VALIDATION : OutcomeKind.ofStatus(status);
    }

    private Refusal.Repeat hinted(RestAnswer answer) {
        return switch (retryHint
                .flatMap(hint -> hint.in(answer, "id"))
                .orElse("")
                .toLowerCase(Locale.ROOT)) {
            case "true" -> Refusal.Repeat.WORTHWHILE;
            case "false" -> Refusal.Repeat.POINTLESS;
            default -> Refusal.Repeat.AS_THE_STATUS_SAYS;
        };
    }

    private static Refusal.Repeat repeat(ErrorRule rule) {
        return rule.retry() ? Refusal.Repeat.REFUSED_UNPROCESSED : Refusal.Repeat.NEVER;
    }

    private String words(JsonNode body) {
        String said = firstIn(body, message).orElse("");
        String more = firstIn(body, detail).filter(text -> !said.contains(text)).orElse("");
        return SafeText.of(said.isEmpty() || more.isEmpty() ? said + more : said + " (" + more + ")");
    }

    /** Fields come as one name, as a list of names or objects, or as an object of messages by field. */
    private List<Violation> violations(JsonNode body) {
        List<Violation> violations = new ArrayList<>();
        JsonNode named = fields.map(place -> place.in(body, "id")).orElseGet(MissingNode::getInstance);
        if (named.isObject()) {
            named.properties().forEach(entry -> add(violations, entry.getKey(), entry.getValue()));
        } else if (named.isTextual()) {
            add(violations, named.textValue(), MissingNode.getInstance());
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

    private static Optional<String> firstIn(JsonNode body, List<Pointer> places) {
        return places.stream()
                .flatMap(place -> place.scalarIn(body, "id").stream())
                .findFirst();
    }
}

package org.enterprisemcp.upstream.netsuite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.metadata.FieldChoices;
import org.enterprisemcp.domain.metadata.FieldChoices.Choice;
import org.enterprisemcp.domain.metadata.FieldChoicesRequest;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.FieldOptions;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;
import org.enterprisemcp.upstream.rest.RetrySafety;

/** What the signed-in role may choose for a field. The request looks like a write and saves nothing. */
final class NetSuiteFieldOptions implements FieldOptions {

    private final SuiteTalk suiteTalk;

    NetSuiteFieldOptions(SuiteTalk suiteTalk) {
        this.suiteTalk = suiteTalk;
    }

    @Override
    public Answer<List<FieldChoices>> choices(CallScope scope, FieldChoicesRequest wanted) {
        wanted.fields().forEach(field -> RecordNames.word("fields", field));
        RestAnswer answer = suiteTalk.call(scope, request(scope, wanted));
        List<FieldChoices> choices = new ArrayList<>();
        for (String field : wanted.fields()) {
            choices.add(choices(field, named(field, answer.body()).path("_selectOptions")));
        }
        return new Answer<>(choices, answer.facts());
    }

    private static RestRequest request(CallScope scope, FieldChoicesRequest wanted) {
        Place place = wanted.id()
                .map(id -> SuiteTalk.record(wanted.type(), id))
                .orElseGet(() -> SuiteTalk.records(wanted.type()))
                .with("fields", String.join(",", wanted.fields()))
                .with(PageWindow.of(0, wanted.limit()));
        Place narrowed = wanted.search()
                .map(begin ->
                        place.with("q", onlyField(wanted) + " START_WITH " + FilterExpression.quoted("query", begin)))
                .orElse(place);
        RestRequest request = RestRequest.of(
                        "options",
                        RetrySafety.READ,
                        wanted.id().isPresent() ? "PATCH" : "POST",
                        narrowed.below(scope.target().baseUrl()))
                .withHeaders(Map.of("Accept", MediaTypes.SELECT_OPTIONS))
                .withBody(wanted.context())
                .succeedingWith(Set.of(200));
        return wanted.id().map(id -> request.about(wanted.type(), id)).orElseGet(() -> request.about(wanted.type()));
    }

    private static String onlyField(FieldChoicesRequest wanted) {
        if (wanted.fields().size() > 1) {
            throw new RecordValidation("query", "goes with one field at a time");
        }
        return wanted.fields().getFirst();
    }

    /** NetSuite may answer with its own spelling of a field's name. */
    private static JsonNode named(String field, JsonNode body) {
        for (Map.Entry<String, JsonNode> each : body.properties()) {
            if (each.getKey().equalsIgnoreCase(field)) {
                return each.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    private static FieldChoices choices(String field, JsonNode options) {
        List<Choice> choices = new ArrayList<>();
        options.path("items")
                .forEach(item -> choices.add(new Choice(
                        item.path("id").asText(), item.path("refName").asText())));
        JsonNode total = options.path("totalResults");
        return new FieldChoices(
                field, choices, total.isIntegralNumber() ? OptionalLong.of(total.longValue()) : OptionalLong.empty());
    }
}

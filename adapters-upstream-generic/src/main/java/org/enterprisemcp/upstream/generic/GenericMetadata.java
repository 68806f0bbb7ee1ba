package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.FieldDescription.Trait;
import org.enterprisemcp.domain.metadata.RecordDescription;
import org.enterprisemcp.domain.metadata.RecordDescriptionRequest;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.port.CallScope;
import org.enterprisemcp.domain.port.MetadataCatalog;
import org.enterprisemcp.upstream.rest.RestAnswer;

/** What a described upstream tells of its record types: as much as lists of names and fields hold. */
final class GenericMetadata implements MetadataCatalog {

    private static final Pointer USUAL_NAME = new Pointer("/name");
    private static final int MAX_CHOICES = 200;

    private final Descriptor descriptor;
    private final Operation describe;
    private final Requests requests;
    private final Exchanges exchanges;

    GenericMetadata(Descriptor descriptor, Operation describe, Requests requests, Exchanges exchanges) {
        this.descriptor = descriptor;
        this.describe = describe;
        this.requests = requests;
        this.exchanges = exchanges;
    }

    @Override
    public Answer<RecordTypes> recordTypes(CallScope scope, Optional<String> search, int limit) {
        Optional<Operation> list = descriptor.operation("types-list");
        Answer<List<RecordTypes.Entry>> told = list.map(operation -> listed(scope, operation))
                .orElseGet(() -> new Answer<>(
                        written()
                                .map(name -> new RecordTypes.Entry(name, "", false))
                                .toList(),
                        CallFacts.none()));
        return told.map(all -> {
            List<RecordTypes.Entry> found = all.stream()
                    .filter(type -> descriptor.names().allowsType(type.name()))
                    .filter(type -> fits(search, type.name(), type.label()))
                    .sorted(Comparator.comparing(RecordTypes.Entry::name, String.CASE_INSENSITIVE_ORDER))
                    .toList();
            return new RecordTypes(found.stream().limit(limit).toList(), found.size());
        });
    }

    /** The types that the descriptor itself names. */
    private Stream<String> written() {
        Set<String> allowed = descriptor.names().allowed();
        return new TreeSet<>(allowed.isEmpty() ? descriptor.guide().recordTypeExamples() : allowed).stream();
    }

    private Answer<List<RecordTypes.Entry>> listed(CallScope scope, Operation operation) {
        RestAnswer answer = exchanges.call(scope, requests.of(scope, operation, CallWishes.none()));
        Columns columns = operation.reply().columns();
        List<RecordTypes.Entry> types = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Element each : elements(operation, answer)) {
            String name = each.name(columns);
            if (!name.isEmpty() && seen.add(name)) {
                types.add(new RecordTypes.Entry(
                        name,
                        text(each.node(), columns.label()).orElse(""),
                        traits(columns, each.node()).contains(Trait.CUSTOM)));
            }
        }
        return new Answer<>(types, answer.facts());
    }

    @Override
    public Answer<RecordDescription> describe(CallScope scope, RecordDescriptionRequest request) {
        if (request.sublist().isPresent()) {
            throw new RecordValidation("sublist", "is not told apart by this upstream; leave it out");
        }
        RestAnswer answer = exchanges.call(scope, requests.of(scope, describe, CallWishes.about(request.type())));
        Columns columns = describe.reply().columns();
        List<FieldDescription> fields = elements(describe, answer).stream()
                .filter(each -> !each.name(columns).isEmpty())
                .map(each -> field(columns, each))
                .filter(field -> switch (request.include()) {
                    case ALL -> true;
                    case REQUIRED -> field.traits().contains(Trait.REQUIRED);
                    case WRITABLE -> !field.traits().contains(Trait.READ_ONLY);
                })
                .sorted(Comparator.comparing(field -> !field.traits().contains(Trait.REQUIRED)))
                .toList();
        List<FieldDescription> found = fields.stream()
                .filter(field -> fits(request.search(), field.name(), field.label()))
                .toList();
        return new Answer<>(new RecordDescription(request.type(), found, List.of(), fields.size()), answer.facts());
    }

    private static FieldDescription field(Columns columns, Element each) {
        String kind = text(each.node(), columns.kind()).orElse("string");
        return new FieldDescription(
                each.name(columns),
                columns.kinds().getOrDefault(kind, kind.toLowerCase(Locale.ROOT)),
                text(each.node(), columns.label()).orElse(""),
                traits(columns, each.node()),
                choices(columns, each.node()),
                text(each.node(), columns.refersTo()));
    }

    private static Set<Trait> traits(Columns columns, JsonNode node) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        columns.traits().forEach((trait, sign) -> {
            if (sign.pointer().scalarIn(node, "id").filter(sign.is()::equals).isPresent()) {
                traits.add(trait);
            }
        });
        return traits;
    }

    private static List<String> choices(Columns columns, JsonNode node) {
        List<String> choices = new ArrayList<>();
        columns.choices()
                .map(pointer -> pointer.in(node, "id"))
                .ifPresent(list -> list.forEach(choice -> {
                    JsonNode value = choice.isObject() ? choice.path("value") : choice;
                    if (choices.size() < MAX_CHOICES) {
                        Loc.scalar(value).ifPresent(choices::add);
                    }
                }));
        return choices;
    }

    private static Optional<String> text(JsonNode node, Optional<Pointer> pointer) {
        return pointer.flatMap(place -> place.scalarIn(node, "id"));
    }

    private static boolean fits(Optional<String> search, String name, String label) {
        String part = search.orElse("").toLowerCase(Locale.ROOT);
        return name.toLowerCase(Locale.ROOT).contains(part)
                || label.toLowerCase(Locale.ROOT).contains(part);
    }

    /** The elements of a list, or the values of an object with their names. */
    private static List<Element> elements(Operation operation, RestAnswer answer) {
        JsonNode items = operation.reply().items().in(answer.body(), "id");
        List<Element> elements = new ArrayList<>();
        if (items.isObject()) {
            for (Map.Entry<String, JsonNode> each : items.properties()) {
                elements.add(new Element(each.getKey(), each.getValue()));
            }
        } else if (items.isArray()) {
            items.forEach(node -> elements.add(new Element(
                    "", node.isTextual() ? JsonNodeFactory.instance.objectNode().set("name", node) : node)));
        } else {
            throw new UpstreamException.Server(
                    "The upstream's answer holds no list where one was expected.", answer.facts());
        }
        return elements;
    }

    private record Element(String key, JsonNode node) {

        String name(Columns columns) {
            return columns.name()
                    .or(() -> key.isEmpty() ? Optional.of(USUAL_NAME) : Optional.empty())
                    .flatMap(place -> place.scalarIn(node, "id"))
                    .orElse(key);
        }
    }
}

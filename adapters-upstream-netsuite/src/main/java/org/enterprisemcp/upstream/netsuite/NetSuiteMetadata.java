package org.enterprisemcp.upstream.netsuite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
import org.enterprisemcp.domain.record.RecordType;
import org.enterprisemcp.upstream.rest.RestAnswer;
import org.enterprisemcp.upstream.rest.RestRequest;

/** The metadata catalog, summarised: a schema of hundreds of properties must not reach a model whole. */
final class NetSuiteMetadata implements MetadataCatalog {

    private static final Place CATALOG = Place.of("record", "v1", "metadata-catalog");
    private static final Pattern CUSTOM = Pattern.compile("(?i)^custom(?:record|list|transaction|sale|purchase)[_0-9]");
    private static final int MOST_FIELDS = 60;
    private static final int MOST_POINTERS = 2;
    private static final String LINES = "items";

    private final SuiteTalk suiteTalk;
    private final KnownNames names;

    NetSuiteMetadata(SuiteTalk suiteTalk, KnownNames names) {
        this.suiteTalk = suiteTalk;
        this.names = names;
    }

    @Override
    public Answer<RecordTypes> recordTypes(CallScope scope, Optional<String> search, int limit) {
        return allTypes(scope).map(all -> {
            List<RecordTypes.Entry> found = all.stream()
                    .filter(type -> search.isEmpty() || holds(type.name() + " " + type.label(), search.get()))
                    .toList();
            return new RecordTypes(found.subList(0, Math.min(limit, found.size())), found.size());
        });
    }

    @Override
    public Answer<RecordDescription> describe(CallScope scope, RecordDescriptionRequest wanted) {
        Answer<KnownNames.Schema> schema = schema(scope, RecordNames.type(wanted.type()));
        Answer<List<FieldDescription>> all = wanted.sublist()
                .map(sublist -> lines(scope, schema, sublist, MOST_POINTERS))
                .orElseGet(() -> schema.map(KnownNames.Schema::fields));
        return all.map(fields -> {
            List<FieldDescription> found = fields.stream()
                    .filter(included(wanted))
                    .filter(field -> wanted.search().isEmpty()
                            || holds(
                                    field.name() + " " + field.label(),
                                    wanted.search().get()))
                    .sorted(Comparator.comparing(field -> !field.traits().contains(Trait.REQUIRED)))
                    .toList();
            return new RecordDescription(
                    wanted.type(),
                    found.subList(0, Math.min(MOST_FIELDS, found.size())),
                    schema.value().sublists(),
                    fields.size());
        });
    }

    /** A record type's schema, from what is known or from NetSuite. */
    Answer<KnownNames.Schema> schema(CallScope scope, String type) {
        Optional<KnownNames.Schema> known = names.schema(scope.target(), type);
        if (known.isPresent()) {
            return new Answer<>(known.get(), CallFacts.none());
        }
        RestRequest request = SuiteTalk.read(scope, "describe", CATALOG.then(type))
                .withHeaders(Map.of("Accept", MediaTypes.SCHEMA))
                .about(new RecordType(type));
        RestAnswer answer = suiteTalk.call(scope, request);
        if (!answer.body().isObject()) {
            throw new UpstreamException.Server("NetSuite's answer holds no schema.", answer.facts());
        }
        KnownNames.Schema schema = SchemaSummary.of(answer.body());
        names.remember(scope.target(), type, schema);
        return new Answer<>(schema, answer.facts());
    }

    private Answer<List<RecordTypes.Entry>> allTypes(CallScope scope) {
        Optional<List<RecordTypes.Entry>> known = names.types(scope.target());
        if (known.isPresent()) {
            return new Answer<>(known.get(), CallFacts.none());
        }
        RestAnswer answer = suiteTalk.call(scope, SuiteTalk.read(scope, "catalog", CATALOG));
        if (!answer.body().path("items").isArray()) {
            throw new UpstreamException.Server("NetSuite's answer holds no catalog.", answer.facts());
        }
        List<RecordTypes.Entry> types = new ArrayList<>();
        for (JsonNode item : answer.body().path("items")) {
            String name = item.path("name").asText();
            types.add(new RecordTypes.Entry(name, item.path("title").asText(""), isCustom(name)));
        }
        types.sort(Comparator.comparing(RecordTypes.Entry::name, String.CASE_INSENSITIVE_ORDER));
        names.remember(scope.target(), types);
        return new Answer<>(types, answer.facts());
    }

    /**
     * The fields of a sublist's lines. Some schemas do not spell them out and point to another one, which is the sublist's or a
     * line's.
     */
    private Answer<List<FieldDescription>> lines(
            CallScope scope, Answer<KnownNames.Schema> schema, String sublist, int pointers) {
        KnownNames.Schema whole = schema.value();
        String name = whole.sublist(sublist)
                .orElseThrow(() -> new RecordValidation(
                        "sublist", "is none of this record type; there are " + String.join(", ", whole.sublists())));
        String elsewhere = whole.elsewhere().getOrDefault(name, "");
        if (elsewhere.isEmpty() || pointers == 0) {
            return schema.map(_ -> whole.lines().getOrDefault(name, List.of()));
        }
        Answer<KnownNames.Schema> other = schema(scope, elsewhere).after(schema.facts());
        return other.value().sublist(LINES).isPresent()
                ? lines(scope, other, LINES, pointers - 1)
                : other.map(KnownNames.Schema::fields);
    }

    private static Predicate<FieldDescription> included(RecordDescriptionRequest wanted) {
        return switch (wanted.include()) {
            case REQUIRED -> field -> field.traits().contains(Trait.REQUIRED);
            case WRITABLE -> field -> !field.traits().contains(Trait.READ_ONLY);
            case ALL -> field -> true;
        };
    }

    private static boolean holds(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /** A customer is no custom record. */
    private static boolean isCustom(String name) {
        return CUSTOM.matcher(name).find();
    }
}

package org.enterprisemcp.upstream.netsuite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.enterprisemcp.domain.metadata.FieldDescription;
import org.enterprisemcp.domain.metadata.RecordTypes;
import org.enterprisemcp.domain.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * What accounts have told of themselves, kept for an hour: the catalog of a large account takes seconds, and it rarely changes.
 * Only names and kinds are kept, never data.
 */
final class KnownNames {

    static final Duration LIFE = Duration.ofHours(1);
    private static final int MOST = 2_000;

    private final Clock clock;
    private final Map<Target, Kept<List<RecordTypes.Entry>>> types = new ConcurrentHashMap<>();
    private final Map<SchemaName, Kept<Schema>> schemas = new ConcurrentHashMap<>();

    KnownNames(Clock clock) {
        this.clock = clock;
    }

    private record Kept<T>(T value, Instant until) {}

    private record SchemaName(Target target, String name) {}

    /**
     * A schema of the catalog, summarised.
     *
     * @param fields the fields
     * @param sublists the names of the sublists
     * @param lines the fields of the lines of those sublists that the schema spells out, by the sublist's name
     * @param elsewhere the names of the schemas in which the other sublists stand, by the sublist's name
     */
    record Schema(
            List<FieldDescription> fields,
            List<String> sublists,
            Map<String, List<FieldDescription>> lines,
            Map<String, String> elsewhere) {
        Schema {
            fields = List.copyOf(fields);
            sublists = List.copyOf(sublists);
            lines = Map.copyOf(lines);
            elsewhere = Map.copyOf(elsewhere);
        }

        /** A sublist in the schema's own spelling. */
        Optional<String> sublist(String name) {
            return sublists.stream().filter(name::equalsIgnoreCase).findFirst();
        }

        /** The fields among which a path into a body ends: {@code email}, {@code item.items[0].quantity}. */
        private List<FieldDescription> around(String path) {
            int dot = path.indexOf('.');
            return dot < 0
                    ? fields
                    : sublist(path.substring(0, dot)).map(lines::get).orElse(List.of());
        }
    }

    Optional<List<RecordTypes.Entry>> types(Target target) {
        return live(types.get(target));
    }

    void remember(Target target, List<RecordTypes.Entry> all) {
        types.put(target, new Kept<>(List.copyOf(all), clock.instant().plus(LIFE)));
    }

    /** The schema of a record type, in any spelling of its case. */
    Optional<Schema> schema(Target target, String name) {
        return live(schemas.get(new SchemaName(target, name.toLowerCase(Locale.ROOT))));
    }

    void remember(Target target, String name, Schema schema) {
        if (schemas.size() >= MOST) {
            Instant now = clock.instant();
            schemas.values().removeIf(kept -> kept.until().isBefore(now));
        }
        if (schemas.size() < MOST) {
            schemas.put(
                    new SchemaName(target, name.toLowerCase(Locale.ROOT)),
                    new Kept<>(schema, clock.instant().plus(LIFE)));
        }
    }

    /** Names of record types that resemble a misspelt one; none while the catalog was not read. */
    List<String> nearestTypes(Target target, String misspelt) {
        return types(target)
                .map(all -> NearestName.of(
                        misspelt, all.stream().map(RecordTypes.Entry::name).toList()))
                .orElse(List.of());
    }

    /**
     * Names of fields that resemble a misspelt one; none while the type's schema was not read.
     *
     * @param misspelt the path into the body at whose end the misspelt name stands
     */
    List<String> nearestFields(Target target, String type, String misspelt) {
        String name = misspelt.substring(misspelt.lastIndexOf('.') + 1);
        return schema(target, type)
                .map(schema -> NearestName.of(name, names(schema.around(misspelt))))
                .orElse(List.of());
    }

    private static Collection<String> names(List<FieldDescription> fields) {
        return fields.stream().map(FieldDescription::name).toList();
    }

    private <T> Optional<T> live(@Nullable Kept<T> kept) {
        return kept == null || kept.until().isBefore(clock.instant()) ? Optional.empty() : Optional.of(kept.value());
    }
}

package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Table;
import org.jspecify.annotations.Nullable;

/** JSON of a caller as values of the books. Unknown names and unreadable values are treated as the request's headers ask for. */
final class Entry {

    private static final Set<String> ALWAYS_KNOWN = Set.of("id", "links", "refname", "externalid");

    private final Work work;
    private final Strictness names;
    private final Strictness values;
    private final List<String> unknown = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Entry(Work work, Strictness names, Strictness values) {
        this.work = work;
        this.names = names;
        this.values = values;
    }

    /** How strictly a caller wants to be read. */
    enum Strictness {
        ERROR,
        WARNING,
        IGNORE;

        static Strictness of(Call call, String header, Strictness otherwise) {
            String value = call.header(header).strip();
            if (value.isEmpty()) {
                return otherwise;
            }
            return Stream.of(values())
                    .filter(each -> each.name().equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(
                            () -> Refused.header(header, "Invalid value of the header: use error, warning or ignore."));
        }
    }

    static Entry of(Work work, Call call) {
        return new Entry(
                work,
                Strictness.of(call, "X-NetSuite-PropertyNameValidation", Strictness.WARNING),
                Strictness.of(call, "X-NetSuite-PropertyValueValidation", Strictness.ERROR));
    }

    /**
     * Values of the fields that {@code json} names.
     *
     * @param others names of what is no field but known all the same, such as sublists
     * @param path where {@code json} stands in the body; empty for the body itself
     * @param type the type of the row, on which codes may depend
     * @param sign the sign of what the ledger keeps with one
     */
    Row row(List<Field> fields, List<String> others, ObjectNode json, String path, String type, int sign) {
        Row row = new Row();
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            String name = property.getKey();
            Optional<Field> field = fields.stream()
                    .filter(each -> each.name().equalsIgnoreCase(name))
                    .findFirst();
            if (field.isEmpty()) {
                if (!ALWAYS_KNOWN.contains(name.toLowerCase(Locale.ROOT))
                        && others.stream().noneMatch(name::equalsIgnoreCase)) {
                    unknown.add(path + name);
                }
                continue;
            }
            if (!field.get().readOnly() && !field.get().unkept()) {
                put(row, field.get(), property.getValue(), path + field.get().name(), type, sign);
            }
        }
        return row;
    }

    private void put(Row row, Field field, JsonNode json, String path, String type, int sign) {
        try {
            // As in the real books, an empty text is no value.
            boolean nothing =
                    json.isNull() || (json.isTextual() && json.textValue().isEmpty());
            row.put(field.column().name(), nothing ? null : value(field, json, path, type, sign));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException unreadable) {
            if (values == Strictness.ERROR) {
                throw Refused.content(
                        path,
                        "Error while accessing a resource. Invalid value for the resource or sub-resource field '"
                                + field.name() + "'. Provide a valid value.");
            }
            warnings.add("Invalid value of " + path);
        }
    }

    private Object value(Field field, JsonNode json, String path, String type, int sign) {
        return switch (field.column().kind()) {
            case ID, TEXT -> text(json, 300);
            case LONG -> text(json, 4_000);
            case INTEGER -> number(json).longValueExact();
            case NUMBER -> number(json).multiply(BigDecimal.valueOf(field.signed() ? sign : 1));
            case FLAG -> {
                expect(json.isBoolean());
                yield json.booleanValue() ? "T" : "F";
            }
            case DATE -> LocalDate.parse(text(json, 10)).atStartOfDay();
            case TIME -> moment(text(json, 40));
            case REF -> reference(field, json, path);
            case ENUM -> code(field, json, path, type);
        };
    }

    private static String text(JsonNode json, int longest) {
        expect(json.isValueNode() && json.asText().length() <= longest);
        return json.asText();
    }

    private static BigDecimal number(JsonNode json) {
        expect(json.isNumber() || json.isTextual());
        BigDecimal number = new BigDecimal(json.asText());
        expect(number.precision() - number.scale() <= 15);
        return number;
    }

    private static LocalDateTime moment(String text) {
        return OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    private static void expect(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("mistyped");
        }
    }

    private long reference(Field field, JsonNode json, String path) {
        JsonNode id = json.isObject() ? json.path("id") : json;
        String external = json.path("externalId").asText();
        expect((id.isValueNode() && !id.isNull()) || !external.isEmpty());
        String word = id.isMissingNode() ? "eid:" + external : id.asText();
        return referred(field, word).orElseThrow(() -> Refused.noSuchValue(path, id.isMissingNode() ? external : word));
    }

    private Optional<Long> referred(Field field, String word) {
        Optional<RecordType> type = work.types().named(field.target());
        if (type.isPresent() && !field.target().equals("item")) {
            return work.search(type.get(), word);
        }
        Table table = work.tables().require(field.column().target());
        if (word.startsWith("eid:")) {
            return table.column("externalid").isEmpty()
                    ? Optional.empty()
                    : work.store()
                            .row("SELECT * FROM " + table.name() + " WHERE externalid = ?", word.substring(4))
                            .map(row -> row.id(table.key().name()));
        }
        return word.matches("-?[0-9]{1,18}")
                ? work.store()
                        .row(table, Long.parseLong(word))
                        .map(row -> row.id(table.key().name()))
                : Optional.empty();
    }

    private String code(Field field, JsonNode json, String path, String type) {
        String word =
                json.isObject() ? json.path("id").asText(json.path("refName").asText()) : json.asText();
        expect(!word.isEmpty());
        return work.labels(field.column(), type).entrySet().stream()
                .filter(each ->
                        each.getKey().equalsIgnoreCase(word) || each.getValue().equalsIgnoreCase(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> Refused.noSuchValue(path, word));
    }

    /** To be asked when everything is read: refuses unknown names, if the caller wants that. */
    void finish() {
        if (unknown.isEmpty() || names == Strictness.IGNORE) {
            return;
        }
        if (names == Strictness.WARNING) {
            unknown.forEach(path -> warnings.add("Unknown property " + path));
            return;
        }
        Refused refused = refusal(unknown.getFirst());
        unknown.stream().skip(1).forEach(path -> refused.and("INVALID_CONTENT", unknownDetail(path), path));
        throw refused;
    }

    private static Refused refusal(String path) {
        return Refused.content(path, unknownDetail(path));
    }

    private static String unknownDetail(String path) {
        return "Error while accessing a resource. Unknown property '" + path + "'. Provide a valid property name.";
    }

    /** What was left out; for a header of the answer. */
    @Nullable
    String warning() {
        return warnings.isEmpty() ? null : String.join("; ", warnings);
    }
}

package org.enterprisemcp.mcp.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.enterprisemcp.domain.metadata.FieldDescription;

/** Descriptions of fields as plain data; what says nothing is left out, for there are many. */
final class FieldData {

    private FieldData() {}

    static List<Map<String, Object>> of(List<FieldDescription> fields) {
        return fields.stream().map(FieldData::of).toList();
    }

    private static Map<String, Object> of(FieldDescription field) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", field.name());
        data.put("kind", field.kind());
        if (!field.label().isEmpty()) {
            data.put("label", field.label());
        }
        if (!field.traits().isEmpty()) {
            data.put(
                    "traits",
                    field.traits().stream()
                            .map(trait -> trait.name().toLowerCase(Locale.ROOT))
                            .sorted()
                            .toList());
        }
        if (!field.choices().isEmpty()) {
            data.put("choices", field.choices());
        }
        field.refersTo().ifPresent(type -> data.put("refers_to", type));
        return data;
    }
}

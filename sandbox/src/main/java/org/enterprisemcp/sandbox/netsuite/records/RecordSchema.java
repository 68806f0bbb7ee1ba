package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.enterprisemcp.sandbox.netsuite.books.Column;
import org.enterprisemcp.sandbox.netsuite.books.Field;
import org.enterprisemcp.sandbox.netsuite.books.Part;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;
import org.enterprisemcp.sandbox.netsuite.books.Sublist;

/** A record type as JSON Schema, draft 6, with NetSuite's own keywords {@code x-ns-custom-field} and {@code x-ns-filterable}. */
final class RecordSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Work work;

    RecordSchema(Work work) {
        this.work = work;
    }

    /** The whole schema; {@code x-ns-filterable} is the list of fields that a collection can be filtered by. */
    ObjectNode of(RecordType type) {
        ObjectNode schema = body(type);
        schema.put("$schema", "https://json-schema.org/draft-06/hyper-schema#");
        return schema;
    }

    /** The same without the mark of its language, as OpenAPI takes it up. */
    ObjectNode body(RecordType type) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = properties(type.fields(), type.parts(), type.type());
        properties
                .putObject("id")
                .put("title", "Internal ID")
                .put("type", "string")
                .put("nullable", true);
        properties.set("links", links());
        for (Sublist sublist : type.sublists()) {
            properties.set(sublist.name(), lines(sublist, type.type()));
        }
        schema.set("properties", properties);
        ArrayNode filterable = schema.putArray("x-ns-filterable");
        type.fields().stream().filter(Field::filterable).forEach(field -> filterable.add(field.name()));
        filterable.add("id");
        ArrayNode required = JSON.arrayNode();
        type.fields().stream().filter(Field::required).forEach(field -> required.add(field.name()));
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private ObjectNode properties(List<Field> fields, List<Part> parts, String type) {
        ObjectNode properties = JSON.objectNode();
        fields.forEach(field -> properties.set(field.name(), property(field, type)));
        for (Part part : parts) {
            ObjectNode schema = JSON.objectNode().put("title", part.name()).put("type", "object");
            schema.set("properties", properties(part.fields(), List.of(), ""));
            properties.set(part.name(), schema.put("nullable", true));
        }
        return properties;
    }

    private ObjectNode lines(Sublist sublist, String type) {
        ObjectNode schema = JSON.objectNode().put("title", sublist.label()).put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ObjectNode items = properties
                .putObject("items")
                .put("type", "array")
                .putObject("items")
                .put("type", "object");
        items.set("properties", properties(sublist.fields(), sublist.parts(), type));
        properties.set("links", links());
        properties
                .putObject("totalResults")
                .put("title", "Total Results")
                .put("type", "integer")
                .put("format", "int64");
        return schema;
    }

    private ObjectNode property(Field field, String type) {
        ObjectNode schema = JSON.objectNode().put("title", field.label());
        switch (field.column().kind()) {
            case ID, TEXT, LONG -> schema.put("type", "string");
            case INTEGER -> schema.put("type", "integer").put("format", "int64");
            case NUMBER -> schema.put("type", "number").put("format", "double");
            case FLAG -> schema.put("type", "boolean");
            case DATE -> schema.put("type", "string").put("format", "date");
            case TIME -> schema.put("type", "string").put("format", "date-time");
            case REF -> reference(field, schema);
            case ENUM -> enumeration(field.column(), type, schema);
        }
        schema.put("description", "<p>" + field.label() + ".</p>").put("nullable", !field.required());
        if (field.readOnly()) {
            schema.put("readOnly", true);
        }
        if (field.custom()) {
            schema.put("x-ns-custom-field", true);
        }
        return schema;
    }

    private void reference(Field field, ObjectNode schema) {
        ObjectNode properties = schema.put("type", "object").putObject("properties");
        properties.putObject("id").put("title", "Internal identifier").put("type", "string");
        properties.putObject("refName").put("title", "Reference Name").put("type", "string");
        properties.putObject("externalId").put("title", "External identifier").put("type", "string");
        properties.set("links", links());
        work.types()
                .named(field.target())
                .ifPresent(target -> schema.putArray("links")
                        .addObject()
                        .put("rel", "describes")
                        .put("href", work.links().href("record/v1/metadata-catalog/" + target.name())));
    }

    private void enumeration(Column column, String type, ObjectNode schema) {
        ObjectNode properties = schema.put("type", "object").putObject("properties");
        ArrayNode codes = properties
                .putObject("id")
                .put("title", "Internal identifier")
                .put("type", "string")
                .putArray("enum");
        work.labels(column, type).keySet().forEach(code -> codes.add(code));
        properties.putObject("refName").put("title", "Reference Name").put("type", "string");
    }

    private static ObjectNode links() {
        ObjectNode links =
                JSON.objectNode().put("title", "Links").put("type", "array").put("readOnly", true);
        ObjectNode link = links.putObject("items").put("type", "object").putObject("properties");
        link.putObject("rel").put("title", "Relation").put("type", "string").put("readOnly", true);
        link.putObject("href")
                .put("title", "Hypertext Reference")
                .put("type", "string")
                .put("readOnly", true);
        return links;
    }
}

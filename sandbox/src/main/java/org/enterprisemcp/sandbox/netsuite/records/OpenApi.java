package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;

/** Record types as an OpenAPI 3.0 document: the paths of each and its schema. */
final class OpenApi {

    private final Work work;

    OpenApi(Work work) {
        this.work = work;
    }

    ObjectNode of(Iterable<RecordType> types) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.1");
        document.putObject("info").put("title", "NetSuite REST Record Service").put("version", "v1");
        document.putArray("servers").addObject().put("url", work.links().href("record/v1"));
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        RecordSchema schema = new RecordSchema(work);
        for (RecordType type : types) {
            ObjectNode collection = paths.putObject("/" + type.name());
            operation(collection, "get", "Get list of records.", type, "200");
            operation(collection, "post", "Insert record.", type, "204");
            ObjectNode single = paths.putObject("/" + type.name() + "/{id}");
            operation(single, "get", "Get record.", type, "200");
            operation(single, "patch", "Update record.", type, "204");
            operation(single, "put", "Insert or update record.", type, "204");
            operation(single, "delete", "Remove record.", type, "204");
            schemas.set(type.name(), schema.body(type));
        }
        return document;
    }

    private static void operation(ObjectNode path, String method, String summary, RecordType type, String status) {
        ObjectNode operation = path.putObject(method).put("summary", summary);
        operation.putArray("tags").add(type.name());
        if (method.startsWith("p")) {
            schema(operation.putObject("requestBody"), type);
        }
        ObjectNode answer = operation.putObject("responses").putObject(status).put("description", summary);
        if (status.equals("200")) {
            schema(answer, type);
        }
    }

    private static void schema(ObjectNode holder, RecordType type) {
        holder.putObject("content")
                .putObject("application/vnd.oracle.resource+json; type=singular")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + type.name());
    }
}

package org.enterprisemcp.sandbox.netsuite.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.function.Supplier;
import org.enterprisemcp.sandbox.netsuite.books.RecordType;

/**
 * Links to resources. Those that NetSuite makes itself name the record type in lower case; a link to what was asked for repeats
 * the request.
 *
 * @param root the REST root of the account: {@code http://127.0.0.1:PORT/…/services/rest}
 */
record Links(Supplier<String> root) {

    String href(String path) {
        String base = root.get();
        return (base.endsWith("/") ? base : base + "/") + path;
    }

    String collection(RecordType type) {
        return href("record/v1/" + type.name().toLowerCase(Locale.ROOT));
    }

    String record(RecordType type, long id) {
        return collection(type) + "/" + id;
    }

    static ArrayNode none() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode self(String href) {
        ArrayNode links = none();
        links.addObject().put("rel", "self").put("href", href).put("method", "GET");
        return links;
    }
}

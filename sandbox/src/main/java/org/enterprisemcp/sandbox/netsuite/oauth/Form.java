package org.enterprisemcp.sandbox.netsuite.oauth;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.enterprisemcp.sandbox.wire.QueryString;
import org.enterprisemcp.sandbox.wire.Request;

/** The fields of a request, each at most once; an empty field counts as missing. */
record Form(Map<String, List<String>> fields) {

    private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    /** The body of a form. */
    static Form ofBody(Request request) throws OAuthRefusal {
        String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals(MEDIA_TYPE)) {
            throw OAuthRefusal.request();
        }
        return new Form(QueryString.decode(new String(request.body(), StandardCharsets.UTF_8))).once();
    }

    /** The parameters of a URL. */
    static Form ofQuery(Request request) throws OAuthRefusal {
        return new Form(request.query()).once();
    }

    private Form once() throws OAuthRefusal {
        if (fields.values().stream().anyMatch(values -> values.size() > 1)) {
            throw OAuthRefusal.request();
        }
        return this;
    }

    boolean has(String name) {
        return !field(name).isEmpty();
    }

    /** The field, or an empty text. */
    String field(String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }

    String required(String name) throws OAuthRefusal {
        if (!has(name)) {
            throw OAuthRefusal.request();
        }
        return field(name);
    }
}

package org.enterprisemcp.sandbox.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code a=1&b=2} as parameters in their order; also the body of an HTML form. */
public final class QueryString {

    private QueryString() {}

    /** Decodes a query or a form. What is badly encoded is taken as it stands. */
    public static Map<String, List<String>> decode(String text) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] parts = pair.split("=", 2);
            parameters
                    .computeIfAbsent(plain(parts[0]), first -> new ArrayList<>())
                    .add(parts.length == 1 ? "" : plain(parts[1]));
        }
        return parameters;
    }

    private static String plain(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badlyEncoded) {
            return encoded;
        }
    }
}

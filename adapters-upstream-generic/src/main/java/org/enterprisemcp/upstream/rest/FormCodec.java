package org.enterprisemcp.upstream.rest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.record.Fields;
import org.jspecify.annotations.Nullable;

/** Fields as a form: {@code a=1&b[c]=2&d[0]=3}. A null becomes an empty value, which is how a form clears a field. */
final class FormCodec {

    private FormCodec() {}

    static byte[] write(Fields fields) {
        List<String> pairs = new ArrayList<>();
        fields.values().forEach((name, value) -> add(pairs, name, value));
        return String.join("&", pairs).getBytes(StandardCharsets.US_ASCII);
    }

    private static void add(List<String> pairs, String name, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> nested -> nested.forEach((key, inner) -> add(pairs, name + "[" + key + "]", inner));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    add(pairs, name + "[" + i + "]", list.get(i));
                }
            }
            case null -> pairs.add(pair(name, ""));
            case BigDecimal number -> pairs.add(pair(name, number.toPlainString()));
            default -> pairs.add(pair(name, String.valueOf(value)));
        }
    }

    private static String pair(String name, String value) {
        return UrlTemplate.encoded(name) + "=" + UrlTemplate.encoded(value);
    }
}

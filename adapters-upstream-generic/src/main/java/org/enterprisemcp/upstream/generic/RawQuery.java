package org.enterprisemcp.upstream.generic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.RecordException.RecordValidation;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/**
 * A query that is itself a query string: taken apart, checked by its decoded names, and encoded anew, so that nothing of it can be
 * read as anything but names and values.
 *
 * @param type the record type before the question mark, where the operation needs one there
 * @param params names and values in the caller's order; a name may stand more than once
 */
record RawQuery(Optional<String> type, List<Param> params) {

    private static final int MAX_PARAMS = 200;

    record Param(String name, String value) {}

    /**
     * Takes a text apart.
     *
     * @param typed whether it begins with a record type
     * @param denied names that it must not hold
     * @param pagingNames the parameters that page the query, which are ours alone
     */
    static RawQuery parse(String text, boolean typed, Set<String> denied, Set<String> pagingNames) {
        String query = text.strip();
        Optional<String> type = Optional.empty();
        if (typed) {
            int mark = query.indexOf('?');
            type = Optional.of(mark < 0 ? query : query.substring(0, mark));
            query = mark < 0 ? "" : query.substring(mark + 1);
        } else if (query.startsWith("?")) {
            query = query.substring(1);
        }
        List<Param> params = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                params.add(param(pair, denied, pagingNames));
            }
        }
        if (params.size() > MAX_PARAMS) {
            throw refused("must hold at most " + MAX_PARAMS + " parameters");
        }
        return new RawQuery(type, List.copyOf(params));
    }

    String encoded() {
        return params.stream()
                .map(param -> UrlTemplate.encoded(param.name()) + "=" + UrlTemplate.encoded(param.value()))
                .collect(Collectors.joining("&"));
    }

    private static Param param(String pair, Set<String> denied, Set<String> pagingNames) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        // Servers read _page[] and _page[0] as _page.
        String plain = name.replaceFirst("\\[.*", "").strip();
        if (name.isBlank() || isAmong(denied, plain) || isAmong(pagingNames, plain)) {
            throw refused("must not hold the parameter " + plain + "; use limit and offset for paging");
        }
        return new Param(name, value);
    }

    private static boolean isAmong(Set<String> names, String name) {
        return names.stream().anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    }

    private static String decoded(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < given.length; i++) {
            if (given[i] == '%') {
                octets.write(octet(given, i));
                i += 2;
            } else {
                octets.write(given[i] == '+' ? ' ' : given[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw refused("must be percent-encoded UTF-8");
        }
    }

    private static int octet(byte[] given, int percent) {
        int high = percent + 2 < given.length ? Character.digit(given[percent + 1], 16) : -1;
        int low = percent + 2 < given.length ? Character.digit(given[percent + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw refused("holds a percent sign without two hexadecimal digits; write %25 for the sign itself");
        }
        return high * 16 + low;
    }

    private static RecordValidation refused(String why) {
        return new RecordValidation("query", why);
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** Reads the headers that every request carries. They are no place for secrets, and the frame of a message is the engine's. */
final class HeaderReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(?:authorization|cookie|api-?_?key|token|secret|password).*");
    private static final Set<String> FRAME = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "accept-encoding",
            "user-agent",
            "expect",
            "te",
            "trailer",
            "upgrade");

    private final Section root;
    private final Map<String, String> vars;

    HeaderReader(Section root, Map<String, String> vars) {
        this.root = root;
        this.vars = vars;
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        root.textsByName("headers").forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || FRAME.contains(name.toLowerCase(Locale.ROOT))) {
                root.problem("headers", name + " is no header that a descriptor may set");
            } else if (SECRET.matcher(name).matches()) {
                root.problem(
                        "headers",
                        name + " would put a secret into the file; set the credential by the settings instead");
            } else if (isUsable(value)) {
                headers.put(name, value);
            } else {
                root.problem("headers", name + " must be printable text whose places are among vars");
            }
        });
        return headers;
    }

    private boolean isUsable(String value) {
        try {
            return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)
                    && vars.keySet().containsAll(new UrlTemplate(value).places());
        } catch (IllegalArgumentException strayBrace) {
            return false;
        }
    }
}

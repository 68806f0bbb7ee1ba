package org.enterprisemcp.upstream.generic;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** Reads headers that requests carry. They are no place for secrets, and the frame of a message is the engine's. */
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

    private final Section section;
    private final Set<String> places;

    /** @param places the names that a value may hold */
    HeaderReader(Section section, Set<String> places) {
        this.section = section;
        this.places = places;
    }

    Map<String, UrlTemplate> templates() {
        Map<String, UrlTemplate> headers = new LinkedHashMap<>();
        section.textsByName("headers").forEach((name, value) -> {
            if (!isUsable(name)) {
                section.problem("headers", name + " is no header that a descriptor may set");
            } else if (SECRET.matcher(name).matches()) {
                section.problem(
                        "headers",
                        name + " would put a secret into the file; name a setting under auth.also with secret instead");
            } else {
                template(value)
                        .ifPresentOrElse(
                                template -> headers.put(name, template),
                                () -> section.problem(
                                        "headers",
                                        name + " must be printable text whose places are among "
                                                + (places.isEmpty()
                                                        ? "vars"
                                                        : "{" + String.join("}, {", places) + "}")));
            }
        });
        return headers;
    }

    /** Whether a descriptor may set a header of this name. */
    static boolean isUsable(String name) {
        return NAME.matcher(name).matches() && !FRAME.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a header of this name holds secrets as a rule. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    private Optional<UrlTemplate> template(String value) {
        try {
            UrlTemplate template = new UrlTemplate(value);
            boolean usable =
                    value.chars().allMatch(c -> c >= 0x20 && c < 0x7f) && places.containsAll(template.places());
            return usable ? Optional.of(template) : Optional.empty();
        } catch (IllegalArgumentException strayBrace) {
            return Optional.empty();
        }
    }
}

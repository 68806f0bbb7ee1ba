package org.enterprisemcp.upstream.generic;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/** Reads the OAuth part of an {@code auth} block. */
final class LoginReader {

    private static final Pattern USABLE =
            Pattern.compile("https://[^\\s]+|http://(?:localhost|127(?:\\.[0-9]{1,3}){3})(?::[0-9]+)?/[^\\s]*");
    private static final UrlTemplate NOWHERE = new UrlTemplate("https://nowhere.invalid/");

    private final Section section;
    private final Set<String> places;
    private final String issuer;

    /**
     * A reader of one block.
     *
     * @param vars the names of the variables
     * @param issuer what takes the place of {@code {issuer}}; empty where there is no such place
     */
    LoginReader(Section section, Set<String> vars, String issuer) {
        this.section = section;
        this.places = new HashSet<>(vars);
        this.places.add("account");
        this.issuer = issuer;
    }

    /** The block, with problems noted; a harmless value stands for what is missing. */
    LoginBlock block() {
        return new LoginBlock(
                url("issuer"),
                required("authorizeUrl"),
                required("tokenUrl"),
                url("revokeUrl"),
                url("introspectUrl"),
                url("jwksUrl"),
                section.text("clientAuth").orElse("basic").equals("post"),
                scopes(),
                section.section("scopeRule").map(LoginReader::rule),
                section.textsByName("authorizeParams"));
    }

    private List<UrlTemplate> scopes() {
        return section.texts("scopes").stream()
                .flatMap(scope -> template("scopes", scope).stream())
                .toList();
    }

    private static LoginBlock.ScopeRule rule(Section section) {
        LoginBlock.ScopeRule rule = new LoginBlock.ScopeRule(
                section.pattern("pattern").orElse(Pattern.compile(".+")),
                section.pattern("needed"),
                section.text("hint").orElse(""));
        return rule;
    }

    private UrlTemplate required(String name) {
        if (!section.has(name)) {
            section.problem(name, "is missing; an upstream of kind oauth needs authorizeUrl and tokenUrl");
        }
        return url(name).orElse(NOWHERE);
    }

    private Optional<UrlTemplate> url(String name) {
        return section.text(name).map(text -> text.replace("{issuer}", issuer)).flatMap(text -> {
            if (!USABLE.matcher(text).matches()) {
                section.problem(name, "must be an https URL; http is for loopback addresses only");
                return Optional.empty();
            }
            return template(name, text);
        });
    }

    private Optional<UrlTemplate> template(String name, String text) {
        try {
            UrlTemplate template = new UrlTemplate(text);
            Set<String> unknown = new LinkedHashSet<>(template.places());
            unknown.removeAll(places);
            if (!unknown.isEmpty()) {
                section.problem(name, "has places that nothing fills: " + String.join(", ", unknown));
                return Optional.empty();
            }
            return Optional.of(template);
        } catch (IllegalArgumentException stray) {
            section.problem(name, "holds a stray brace; places are written {name}");
            return Optional.empty();
        }
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads how calls are let in. No secret stands in a descriptor: only names of settings that hold one. */
final class AuthReader {

    private static final String USUAL_NAME = "UPSTREAM_USERNAME";

    private final Section root;
    private final Set<String> vars;

    AuthReader(Section root, Set<String> vars) {
        this.root = root;
        this.vars = vars;
    }

    Descriptor.Auth auth() {
        Optional<Section> found = root.section("auth");
        Descriptor.Auth.Kind kind = found.flatMap(it -> it.text("kind"))
                .flatMap(word -> Stream.of(Descriptor.Auth.Kind.values())
                        .filter(each -> each.name().equalsIgnoreCase(word))
                        .findFirst())
                .orElse(Descriptor.Auth.Kind.NONE);
        found.ifPresent(section -> check(section, kind));
        return new Descriptor.Auth(
                kind,
                found.flatMap(it -> it.text("scheme")).orElse("Bearer"),
                found.filter(_ -> kind == Descriptor.Auth.Kind.OAUTH)
                        .map(section -> new LoginReader(section, vars, "").block()),
                found.flatMap(it -> setting(it, "secret")),
                found.flatMap(it -> setting(it, "username")).orElse(new Descriptor.Located(USUAL_NAME, USUAL_NAME)),
                found.map(AuthReader::also).orElse(List.of()));
    }

    /** What means that a credential has expired. */
    Optional<ErrorRule.When> expired() {
        return root.section("auth").flatMap(auth -> auth.section("expired")).map(ErrorsReader::conditions);
    }

    private static void check(Section section, Descriptor.Auth.Kind kind) {
        boolean isStatic = kind == Descriptor.Auth.Kind.BEARER || kind == Descriptor.Auth.Kind.BASIC;
        if (section.has("secret") && !isStatic) {
            section.problem("secret", "belongs to the kinds bearer and basic");
        }
        if (section.has("username") && kind != Descriptor.Auth.Kind.BASIC) {
            section.problem("username", "belongs to the kind basic");
        }
        for (String login : List.of("authorizeUrl", "tokenUrl", "scopes", "clientAuth")) {
            if (section.has(login) && kind != Descriptor.Auth.Kind.OAUTH) {
                section.problem(login, "belongs to the kind oauth");
            }
        }
    }

    private static List<Descriptor.Further> also(Section auth) {
        List<Descriptor.Further> all = new ArrayList<>();
        for (Section each : auth.sections("also")) {
            String header = each.text("header").orElse("");
            if (!HeaderReader.isUsable(header) || header.equalsIgnoreCase("Authorization")) {
                each.problem("header", header + " is no header that a descriptor may set");
            }
            if (each.has("value") == each.has("secret")) {
                each.problem("must hold one of value, secret: a constant, or the name of a setting");
            }
            if (each.has("value") && HeaderReader.isSecret(header)) {
                each.problem("value", "would put a secret into the file; write secret: NAME_OF_A_SETTING instead");
            }
            if (!each.text("value").orElse("").chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
                each.problem("value", "must be printable text");
            }
            all.add(new Descriptor.Further(header, each.text("value"), setting(each, "secret")));
        }
        return all;
    }

    private static Optional<Descriptor.Located> setting(Section section, String field) {
        return section.text(field).map(name -> new Descriptor.Located(section.place(field), name));
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.upstream.rest.AllowedNames;
import org.enterprisemcp.upstream.rest.OutcomeKind;

/** Makes a descriptor of YAML, strictly: what it does not know, or could not use later, is a problem now. */
final class DescriptorReader {

    private static final Pattern DEFAULT_ACCOUNT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern DEFAULT_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final Pattern DEFAULT_TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Set<String> AUTH_KINDS = ordered("oauth", "bearer", "basic", "headers", "none");
    private static final Set<String> RESERVED_PLACES = ordered("account", "type", "id");
    private static final Set<String> KINDS = kinds();

    private final Section root;

    private DescriptorReader(Section root) {
        this.root = root;
    }

    /** The descriptor in a text; empty when the problems say why there is none. */
    static Optional<Descriptor> read(String text, Problems problems) {
        return new YamlFile(problems)
                .read(text)
                .map(document -> new DescriptorReader(new Section(document, "", problems)).descriptor())
                .filter(_ -> problems.found().isEmpty());
    }

    private Descriptor descriptor() {
        if (root.integer("descriptor", 1, 1).isEmpty() && !root.has("descriptor")) {
            root.problem("descriptor", "is missing; the file begins with descriptor: 1");
        }
        String name = root.requiredText("name");
        if (!name.isEmpty() && !name.matches("[a-z][a-z0-9-]{0,62}")) {
            root.problem("name", "must be lower-case letters, digits and hyphens, beginning with a letter");
        }
        String baseUrl = root.requiredText("baseUrl");
        if (!baseUrl.isEmpty() && !baseUrl.endsWith("/")) {
            root.problem("baseUrl", "must end with a slash, so that paths can follow it");
        }
        Pattern account = root.pattern("accountPattern").orElse(DEFAULT_ACCOUNT);
        Map<String, String> vars = vars();
        Map<String, String> headers = new HeaderReader(root, vars).headers();
        Descriptor.Auth auth = auth(vars.keySet());
        AllowedNames ids = names("ids", "record_id", DEFAULT_ID);
        AllowedNames types = names("types", "record_type", DEFAULT_TYPE);
        Map<String, Operation> operations = operations(vars.keySet());
        Errors errors = errors();
        UpstreamGuide guide = guide(name, operations);
        Descriptor.Use use = Descriptor.Use.in(root);
        root.refuseTheRest();
        return new Descriptor(
                name,
                new Descriptor.Located(root.place("baseUrl"), baseUrl),
                account,
                vars,
                headers,
                auth,
                ids,
                types,
                operations,
                errors,
                guide,
                use);
    }

    private Map<String, String> vars() {
        Map<String, String> vars = root.textsByName("vars");
        vars.forEach((name, value) -> {
            if (!name.matches("[A-Za-z][A-Za-z0-9_-]*") || RESERVED_PLACES.contains(name)) {
                root.problem(
                        "vars",
                        name + " is no usable name; use letters, and not " + String.join(", ", RESERVED_PLACES));
            }
            if (!Variables.isUsable(value)) {
                root.problem(
                        "vars", name + " has a value that does not fit into a URL; use letters, digits and . _ ~ -");
            }
        });
        return vars;
    }

    private Descriptor.Auth auth(Set<String> vars) {
        Optional<Section> found = root.section("auth");
        if (found.isEmpty()) {
            if (!root.has("auth")) {
                root.problem("auth", "is missing; write auth: { kind: none } if the upstream lets everybody in");
            }
            return new Descriptor.Auth(Descriptor.Auth.Kind.NONE, "Bearer", Optional.empty());
        }
        Section section = found.get();
        section.requiredText("kind");
        String kind = section.word("kind", AUTH_KINDS).orElse("none");
        String scheme = section.text("scheme").orElse("Bearer");
        if (!scheme.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
            section.problem("scheme", "must be one word, as Bearer");
        }
        Descriptor.Auth auth = new Descriptor.Auth(
                Descriptor.Auth.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                scheme,
                kind.equals("oauth") ? Optional.of(new LoginReader(section, vars, "").block()) : Optional.empty());
        section.refuseTheRest();
        return auth;
    }

    private AllowedNames names(String sectionName, String field, Pattern otherwise) {
        Optional<Section> section = root.section(sectionName);
        Pattern pattern = section.flatMap(found -> found.pattern("pattern")).orElse(otherwise);
        section.ifPresent(Section::refuseTheRest);
        AllowedNames names = new AllowedNames(field, pattern);
        // A slash in an allowed name is the one mistake that no encoding makes good.
        section.ifPresent(found -> {
            if (names.allows("a/b") || names.allows("a%2Fb") || names.allows("a?b")) {
                found.problem("pattern", "must not let / ? % through; name the characters that are allowed");
            }
        });
        return names;
    }

    private Map<String, Operation> operations(Set<String> vars) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (String name : OperationReader.NAMES) {
            root.section(name)
                    .ifPresent(section -> operations.put(name, new OperationReader(section, name, vars).operation()));
        }
        if (operations.isEmpty()) {
            root.problem("read", "is missing; a descriptor needs one of " + String.join(", ", OperationReader.NAMES));
        }
        return operations;
    }

    private Errors errors() {
        Optional<Section> found = root.section("errors");
        if (found.isEmpty()) {
            return new Errors(Errors.USUAL_CODES, Errors.USUAL_MESSAGES, Optional.empty(), List.of());
        }
        Section section = found.get();
        Errors errors = new Errors(
                section.has("code") ? section.pointers("code") : Errors.USUAL_CODES,
                section.has("message") ? section.pointers("message") : Errors.USUAL_MESSAGES,
                section.pointer("fields"),
                section.sections("map").stream().map(DescriptorReader::rule).toList());
        section.refuseTheRest();
        return errors;
    }

    private static ErrorRule rule(Section section) {
        section.requiredText("kind");
        OutcomeKind kind = section.word("kind", KINDS).map(OutcomeKind::valueOf).orElse(OutcomeKind.SERVER);
        boolean retry = section.flag("retry").orElse(false);
        Optional<Section> when = section.section("when");
        ErrorRule rule = new ErrorRule(
                when.map(it -> it.statuses("status")).orElse(Set.of()),
                when.map(it -> Set.copyOf(it.texts("code"))).orElse(Set.of()),
                when.map(it -> Set.copyOf(it.texts("op"))).orElse(Set.of()),
                when.flatMap(it -> it.text("bodyContains")).orElse(""),
                kind,
                retry);
        if (rule.statuses().isEmpty()
                && rule.codes().isEmpty()
                && rule.operations().isEmpty()
                && rule.bodyContains().isEmpty()) {
            section.problem(
                    "when", "must name a status, a code, an op or a bodyContains; else it would match everything");
        }
        if (!OperationReader.NAMES.containsAll(rule.operations())) {
            section.problem("when", "op may only hold " + String.join(", ", OperationReader.NAMES));
        }
        when.ifPresent(Section::refuseTheRest);
        section.refuseTheRest();
        return rule;
    }

    private UpstreamGuide guide(String name, Map<String, Operation> operations) {
        Optional<String> language = Optional.ofNullable(operations.get("query")).flatMap(Operation::language);
        Optional<Section> section = root.section("guide");
        UpstreamGuide guide = new UpstreamGuide(
                section.flatMap(it -> it.text("title")).orElse(name),
                language.orElse("query language of " + name),
                section.map(it -> it.texts("queryNotes")).orElse(List.of()),
                section.map(it -> it.texts("queryExamples")).orElse(List.of()),
                section.map(it -> it.texts("recordTypeExamples")).orElse(List.of()),
                section.flatMap(it -> it.text("accountNotes")).orElse(""));
        section.ifPresent(Section::refuseTheRest);
        return guide;
    }

    private static Set<String> ordered(String... words) {
        return new LinkedHashSet<>(List.of(words));
    }

    private static Set<String> kinds() {
        Set<String> names = new TreeSet<>();
        for (OutcomeKind kind : OutcomeKind.values()) {
            names.add(kind.name());
        }
        return names;
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enterprisemcp.upstream.rest.AllowedNames;

/** Makes a descriptor of YAML, strictly: what has not the schema's shape, or could not be used later, is a problem now. */
final class DescriptorReader {

    private static final Pattern DEFAULT_ACCOUNT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern DEFAULT_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final Pattern DEFAULT_TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern DEFAULT_KEY = Pattern.compile("[A-Za-z0-9_.:@-]{1,128}");
    private static final Set<String> RESERVED_PLACES =
            ordered("account", "type", "id", "idField", "key", "keyValue", "limit");

    /** What some server reads as something else than an id, once it is decoded. */
    private static final List<String> HOSTILE =
            List.of("a/b", "a%2Fb", "a?b", "a#b", "a\\b", "k=8)/total?x=(", "8)/total", "a(b", "a b", "a\nb", "%2e%2e");

    private final Section root;

    private DescriptorReader(Section root) {
        this.root = root;
    }

    /** The descriptor in a text; empty when the problems say why there is none. */
    static Optional<Descriptor> read(String text, Problems problems) {
        return new YamlFile(problems)
                .read(text)
                .map(document -> {
                    Shape.check(document, problems);
                    return new DescriptorReader(new Section(document, "", problems)).descriptor();
                })
                .filter(_ -> problems.found().isEmpty());
    }

    /** One that is shipped: its shape is judged by our tests and not anew at each start. */
    static Optional<Descriptor> readShipped(String text, Problems problems) {
        return new YamlFile(problems)
                .read(text)
                .map(document -> new DescriptorReader(new Section(document, "", problems)).descriptor())
                .filter(_ -> problems.found().isEmpty());
    }

    private Descriptor descriptor() {
        String name = root.text("name").orElse("");
        Map<String, String> vars = vars();
        Map<String, Operation> operations = operations(vars.keySet());
        AuthReader auth = new AuthReader(root, vars.keySet());
        ErrorsReader errors = new ErrorsReader(root);
        return new Descriptor(
                name,
                new Descriptor.Located(
                        root.place("baseUrl"), root.text("baseUrl").orElse("")),
                root.pattern("accountPattern").orElse(DEFAULT_ACCOUNT),
                vars,
                new HeaderReader(root, vars.keySet()).templates(),
                auth.auth(),
                names(),
                operations,
                errors.errors(auth.expired()),
                errors.throttle(),
                EngineWishes.of(root),
                Descriptor.Use.in(root),
                new GuideReader(root, name, operations).guide());
    }

    private Map<String, String> vars() {
        Map<String, String> vars = root.textsByName("vars");
        vars.forEach((name, value) -> {
            if (!name.matches("[A-Za-z][A-Za-z0-9_-]*") || RESERVED_PLACES.contains(name)) {
                root.problem(
                        "vars",
                        name + " is no usable name; use letters, and not " + String.join(", ", RESERVED_PLACES));
            }
            if (!value.isEmpty() && !Variables.isUsable(value)) {
                root.problem(
                        "vars", name + " has a value that does not fit into a URL; use letters, digits and . _ ~ -");
            }
        });
        return vars;
    }

    private Names names() {
        Optional<Section> ids = root.section("ids");
        Optional<Section> types = root.section("types");
        return new Names(
                new AllowedNames("record_id", allowed(ids, "pattern", DEFAULT_ID)),
                new AllowedNames("external_id", allowed(ids, "keyPattern", DEFAULT_KEY)),
                ids.flatMap(it -> it.text("style"))
                        .map(word -> word.toUpperCase(Locale.ROOT).replace('-', '_'))
                        .flatMap(word -> Stream.of(Names.Style.values())
                                .filter(each -> each.name().equals(word))
                                .findFirst())
                        .orElse(Names.Style.SEGMENT),
                new AllowedNames("record_type", allowed(types, "pattern", DEFAULT_TYPE)),
                types.map(it -> ordered(it.texts("allow"))).orElse(Set.of()),
                types.map(it -> ordered(it.texts("deny"))).orElse(Set.of()),
                root.text("idField").orElse("id"),
                root.textsByName("idFields"));
    }

    /** A slash in an allowed name is the one mistake that no encoding makes good. */
    private static Pattern allowed(Optional<Section> section, String field, Pattern usual) {
        Pattern pattern = section.flatMap(it -> it.pattern(field)).orElse(usual);
        section.ifPresent(it -> {
            AllowedNames names = new AllowedNames(field, pattern);
            if (it.has(field) && HOSTILE.stream().anyMatch(names::allows)) {
                it.problem(
                        field, "must not let / ? # % ( ) \\ and blanks through; name the characters that are allowed");
            }
        });
        return pattern;
    }

    private Map<String, Operation> operations(Set<String> vars) {
        boolean form = root.text("contentType").orElse("json").equals("form");
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (String name : OperationReader.NAMES) {
            root.section(name)
                    .ifPresent(section ->
                            operations.put(name, new OperationReader(section, name, vars, form).operation()));
        }
        if (OperationReader.NAMES.stream().noneMatch(root::has)) {
            root.problem("read", "is missing; a descriptor needs one of " + String.join(", ", OperationReader.NAMES));
        }
        new TogetherLint(root, operations).check();
        return operations;
    }

    private static Set<String> ordered(String... words) {
        return ordered(List.of(words));
    }

    private static Set<String> ordered(List<String> words) {
        return new LinkedHashSet<>(words);
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.enterprisemcp.upstream.rest.UrlTemplate;

/**
 * A mapping of the descriptor, read field by field. Its shape is judged by the schema ({@link Shape}); a value that has not the
 * right one counts as absent here, so that it is told once and the rest is judged all the same.
 */
final class Section {

    private final YamlNode.Mapping mapping;
    private final String path;
    private final Problems problems;

    Section(YamlNode.Mapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    Optional<String> text(String name) {
        return node(name).flatMap(Section::textOf);
    }

    Optional<Integer> integer(String name) {
        return node(name).flatMap(Section::integerOf);
    }

    Optional<Double> decimal(String name) {
        return node(name).flatMap(Section::decimalOf);
    }

    Optional<Boolean> flag(String name) {
        return node(name)
                .filter(node -> node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Type.FLAG)
                .map(node -> ((YamlNode.Scalar) node).text().equals("true"));
    }

    Optional<Pattern> pattern(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(Pattern.compile(text));
            } catch (PatternSyntaxException notAPattern) {
                problem(name, "is no regular expression: " + notAPattern.getDescription());
                return Optional.empty();
            }
        });
    }

    Optional<Pointer> pointer(String name) {
        return node(name).flatMap(Section::pointerOf);
    }

    /** One pointer, or a list of them. */
    List<Pointer> pointers(String name) {
        return elements(name).stream()
                .flatMap(element -> pointerOf(element).stream())
                .toList();
    }

    List<String> texts(String name) {
        return elements(name).stream()
                .flatMap(element -> textOf(element).stream())
                .toList();
    }

    /** Texts, numbers and flags, each as it is written. */
    List<String> words(String name) {
        return elements(name).stream()
                .filter(YamlNode.Scalar.class::isInstance)
                .map(element -> ((YamlNode.Scalar) element).text())
                .toList();
    }

    List<Double> decimals(String name) {
        return elements(name).stream()
                .flatMap(element -> decimalOf(element).stream())
                .toList();
    }

    Set<Integer> statuses(String name) {
        Set<Integer> statuses = new LinkedHashSet<>();
        elements(name).forEach(element -> integerOf(element).ifPresent(statuses::add));
        return statuses;
    }

    Optional<UrlTemplate> template(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(new UrlTemplate(text));
            } catch (IllegalArgumentException stray) {
                problem(name, "holds a stray brace; places are written {name}");
                return Optional.empty();
            }
        });
    }

    /** A mapping of names to texts. */
    Map<String, String> textsByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        section(name)
                .ifPresent(section -> section.mapping.entries().keySet().forEach(key -> {
                    section.text(key).ifPresent(value -> texts.put(key, value));
                }));
        return texts;
    }

    /** The names of the fields that stand here. */
    Set<String> names() {
        return mapping.entries().keySet();
    }

    Optional<Section> section(String name) {
        return node(name).flatMap(node -> sectionOf(node, below(name)));
    }

    List<Section> sections(String name) {
        List<YamlNode> nodes = elements(name);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            sectionOf(nodes.get(i), below(name) + "[" + i + "]").ifPresent(sections::add);
        }
        return sections;
    }

    /** The mapping's sections by name, in the order of the file. */
    Map<String, Section> sectionsByName() {
        Map<String, Section> sections = new LinkedHashMap<>();
        mapping.entries().keySet().forEach(key -> section(key).ifPresent(value -> sections.put(key, value)));
        return sections;
    }

    /** Whether the field is a plain scalar rather than a mapping or list. */
    boolean isScalar(String name) {
        return node(name).filter(YamlNode.Scalar.class::isInstance).isPresent();
    }

    boolean has(String name) {
        return node(name).isPresent();
    }

    void problem(String name, String what) {
        YamlNode node = mapping.entries().get(name);
        problems.add(node == null ? mapping.line() : node.line(), below(name), what);
    }

    /** Something that works, but seldom as it was meant. */
    void warning(String name, String what) {
        YamlNode node = mapping.entries().get(name);
        problems.warn(node == null ? mapping.line() : node.line(), below(name), what);
    }

    /** A problem of the section as a whole. */
    void problem(String what) {
        problems.add(mapping.line(), path, what);
    }

    /** Where a field stands, as problems name it. */
    String place(String name) {
        YamlNode node = mapping.entries().get(name);
        return problems.at(node == null ? mapping.line() : node.line(), below(name));
    }

    private Optional<YamlNode> node(String name) {
        return Optional.ofNullable(mapping.entries().get(name));
    }

    /** The elements of a list; a single value is a list of one. */
    private List<YamlNode> elements(String name) {
        return node(name)
                .map(node -> node instanceof YamlNode.Sequence list ? list.elements() : List.of(node))
                .orElse(List.of());
    }

    private Optional<Section> sectionOf(YamlNode node, String where) {
        return node instanceof YamlNode.Mapping nested
                ? Optional.of(new Section(nested, where, problems))
                : Optional.empty();
    }

    private static Optional<String> textOf(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Type.TEXT
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Optional<Integer> integerOf(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar
                        && scalar.type() == YamlNode.Type.INTEGER
                        && scalar.text().matches("-?[0-9]{1,9}")
                ? Optional.of(Integer.parseInt(scalar.text()))
                : Optional.empty();
    }

    private static Optional<Double> decimalOf(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.text().matches("[0-9]{1,9}(?:\\.[0-9]{1,9})?")
                ? Optional.of(Double.parseDouble(scalar.text()))
                : Optional.empty();
    }

    private static Optional<Pointer> pointerOf(YamlNode node) {
        return textOf(node).filter(Pointer::isPointer).map(Pointer::new);
    }

    private String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}

package org.enterprisemcp.upstream.generic;

import com.fasterxml.jackson.core.JsonPointer;
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
 * A mapping of the descriptor, read field by field. Every reading method notes what is wrong and goes on with a harmless value, so
 * that one run shows all problems; {@link #refuseTheRest} then refuses the fields that nobody asked for.
 */
final class Section {

    private final YamlNode.Mapping mapping;
    private final String path;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(YamlNode.Mapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    Optional<String> text(String name) {
        return node(name).flatMap(node -> textOf(node, below(name)));
    }

    String requiredText(String name) {
        if (node(name).isEmpty()) {
            problem(name, "is missing; write " + name + ": followed by a text");
        }
        return text(name).orElse("");
    }

    Optional<Integer> integer(String name, int least, int most) {
        return node(name).flatMap(node -> integerOf(node, below(name), least, most));
    }

    Optional<Boolean> flag(String name) {
        return node(name).flatMap(node -> {
            if (node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Type.FLAG) {
                return Optional.of(scalar.text().equals("true"));
            }
            return wrong(node, below(name), "true or false");
        });
    }

    /** One of the given words. */
    Optional<String> word(String name, Set<String> words) {
        return text(name).filter(text -> {
            if (!words.contains(text)) {
                problem(name, "must be one of " + String.join(", ", words));
            }
            return words.contains(text);
        });
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

    Optional<JsonPointer> pointer(String name) {
        return node(name).flatMap(node -> pointerOf(node, below(name)));
    }

    /** One pointer, or a list of them. */
    List<JsonPointer> pointers(String name) {
        return elements(name, false).stream()
                .flatMap(element -> pointerOf(element.node(), element.path()).stream())
                .toList();
    }

    List<String> texts(String name) {
        return elements(name, true).stream()
                .flatMap(element -> textOf(element.node(), element.path()).stream())
                .toList();
    }

    Set<Integer> statuses(String name) {
        Set<Integer> statuses = new LinkedHashSet<>();
        for (Element element : elements(name, true)) {
            integerOf(element.node(), element.path(), 100, 599).ifPresent(statuses::add);
        }
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

    Optional<Section> section(String name) {
        return node(name).flatMap(node -> sectionOf(node, below(name)));
    }

    List<Section> sections(String name) {
        return elements(name, true).stream()
                .flatMap(element -> sectionOf(element.node(), element.path()).stream())
                .toList();
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

    /** A problem of the section as a whole. */
    void problem(String what) {
        problems.add(mapping.line(), path, what);
    }

    /** Where a field stands, as problems name it. */
    String place(String name) {
        YamlNode node = mapping.entries().get(name);
        return problems.at(node == null ? mapping.line() : node.line(), below(name));
    }

    void refuseTheRest() {
        mapping.entries().forEach((name, node) -> {
            if (!asked.contains(name)) {
                problems.add(
                        node.line(),
                        below(name),
                        "is no field of a descriptor here; known are " + String.join(", ", asked));
            }
        });
    }

    private Optional<YamlNode> node(String name) {
        asked.add(name);
        return Optional.ofNullable(mapping.entries().get(name));
    }

    private List<Element> elements(String name, boolean mustBeList) {
        Optional<YamlNode> found = node(name);
        if (found.isEmpty()) {
            return List.of();
        }
        if (found.get() instanceof YamlNode.Sequence sequence) {
            List<Element> elements = new ArrayList<>();
            for (YamlNode node : sequence.elements()) {
                elements.add(new Element(node, below(name) + "[" + elements.size() + "]"));
            }
            return elements;
        }
        if (mustBeList) {
            wrong(found.get(), below(name), "a list, written [a, b]");
            return List.of();
        }
        return List.of(new Element(found.get(), below(name)));
    }

    private Optional<Section> sectionOf(YamlNode node, String where) {
        return node instanceof YamlNode.Mapping nested
                ? Optional.of(new Section(nested, where, problems))
                : wrong(node, where, "a mapping, written { name: value }");
    }

    private Optional<String> textOf(YamlNode node, String where) {
        return node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Type.TEXT
                ? Optional.of(scalar.text())
                : wrong(node, where, "a text; put it in quotes");
    }

    private Optional<Integer> integerOf(YamlNode node, String where, int least, int most) {
        if (node instanceof YamlNode.Scalar scalar
                && scalar.type() == YamlNode.Type.INTEGER
                && scalar.text().matches("-?[0-9]{1,9}")) {
            int number = Integer.parseInt(scalar.text());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        return wrong(node, where, "a whole number from " + least + " to " + most);
    }

    private Optional<JsonPointer> pointerOf(YamlNode node, String where) {
        return textOf(node, where).flatMap(text -> {
            try {
                return Optional.of(JsonPointer.compile(text));
            } catch (IllegalArgumentException notAPointer) {
                problems.add(
                        node.line(), where, "must be a JSON pointer: \"\" for all, or begin with a slash, as /data/id");
                return Optional.empty();
            }
        });
    }

    private <T> Optional<T> wrong(YamlNode node, String where, String expected) {
        problems.add(node.line(), where, "must be " + expected + ", but is " + node.kind());
        return Optional.empty();
    }

    private String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private record Element(YamlNode node, String path) {}
}

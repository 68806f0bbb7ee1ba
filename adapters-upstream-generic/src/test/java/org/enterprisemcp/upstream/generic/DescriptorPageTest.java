package org.enterprisemcp.upstream.generic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about descriptors: what it shows can be read, and it names every field there is. */
class DescriptorPageTest {

    private static final Pattern FENCE = Pattern.compile("(?s)```yaml\n(.*?)```");

    /** What a part of a file on the page leaves out. */
    private static final List<String> HEAD = List.of(
            "descriptor: 1",
            "name: shop",
            "baseUrl: \"https://{account}.api.example.com/v1/\"",
            "auth: { kind: bearer }",
            "read: { method: GET, path: \"{type}/{id}\" }",
            "describe: { method: GET, path: \"types/{type}\" }",
            "types-list: { method: GET, path: types }");

    static Stream<String> examples() {
        return FENCE.matcher(page()).results().map(found -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void showsWhatCanBeRead(String yaml) {
        List<String> lines = new ArrayList<>();
        for (String line : HEAD) {
            String field = line.substring(0, line.indexOf(':') + 1);
            if (!yaml.startsWith(field) && !yaml.contains("\n" + field)) {
                lines.add(line);
            }
        }
        Problems problems = new Problems("page");
        DescriptorReader.read(String.join("\n", lines) + "\n" + yaml, problems);

        assertThat(problems.found()).isEmpty();
    }

    @Test
    void namesEveryField() {
        String page = page();

        assertThat(fields())
                .hasSizeGreaterThan(100)
                .allSatisfy(field -> assertThat(Pattern.compile("(?<![\\w-])" + Pattern.quote(field) + "(?![\\w-])")
                                .matcher(page)
                                .find())
                        .as(field)
                        .isTrue());
    }

    @Test
    void showsEveryFieldInAnExample() {
        String examples = String.join("\n", examples().toList());

        assertThat(fields())
                .filteredOn(field ->
                        !Set.of("value", "use", "customizer", "classifier").contains(field))
                .allSatisfy(field -> assertThat(Pattern.compile("(?<![\\w-])" + Pattern.quote(field) + ":")
                                .matcher(examples)
                                .find())
                        .as(field)
                        .isTrue());
    }

    @Test
    void namesEveryShippedDescriptor() {
        Set<String> named = new TreeSet<>();
        Pattern.compile("(?m)^\\| `([a-z]+)` \\|")
                .matcher(page().substring(0, page().indexOf("## ")))
                .results()
                .map(MatchResult::group)
                .forEach(row -> named.add(row.replaceAll("[|` ]", "")));

        assertThat(named).isEqualTo(new TreeSet<>(DescriptorSource.SHIPPED));
    }

    private static Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        collect(schema(), fields);
        return fields;
    }

    private static void collect(JsonNode node, Set<String> fields) {
        node.path("properties").fieldNames().forEachRemaining(fields::add);
        node.forEach(child -> collect(child, fields));
    }

    private static JsonNode schema() {
        try (InputStream in =
                Objects.requireNonNull(Shape.class.getResourceAsStream("descriptor.schema.json"), "the schema")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "descriptors.md"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

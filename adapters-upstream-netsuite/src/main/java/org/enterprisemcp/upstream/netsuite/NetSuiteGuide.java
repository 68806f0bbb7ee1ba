package org.enterprisemcp.upstream.netsuite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.port.UpstreamGuide.Argument;
import org.enterprisemcp.domain.port.UpstreamGuide.Names;
import org.enterprisemcp.domain.port.UpstreamGuide.Operation;
import org.enterprisemcp.domain.port.UpstreamGuide.Option;
import org.enterprisemcp.domain.port.UpstreamGuide.Page;
import org.enterprisemcp.domain.port.UpstreamGuide.Prompt;

/** What an assistant should know of NetSuite: {@code guide.json}, and the pages as Markdown beside it. */
final class NetSuiteGuide {

    private NetSuiteGuide() {}

    static UpstreamGuide read() {
        JsonNode guide = json();
        return new UpstreamGuide(
                "NetSuite",
                "SuiteQL",
                texts(guide.path("queryNotes")),
                texts(guide.path("queryExamples")),
                texts(guide.path("recordTypes")),
                guide.path("accountNotes").asText(),
                operations(guide.path("operations")),
                pages(guide.path("pages")),
                prompts(guide.path("prompts")));
    }

    private static Map<String, Operation> operations(JsonNode operations) {
        Map<String, Operation> all = new LinkedHashMap<>();
        operations.properties().forEach(operation -> {
            List<Option> options = new ArrayList<>();
            operation.getValue().path("options").properties().forEach(option -> {
                JsonNode kind = option.getValue().path("kind");
                options.add(new Option(
                        option.getKey(),
                        Option.Kind.valueOf(kind.asText().toUpperCase(Locale.ROOT)),
                        option.getValue().path("description").asText()));
            });
            all.put(
                    operation.getKey(),
                    new Operation(
                            texts(operation.getValue().path("notes")),
                            objects(operation.getValue().path("examples")),
                            options));
        });
        return all;
    }

    private static List<Page> pages(JsonNode pages) {
        List<Page> all = new ArrayList<>();
        pages.properties()
                .forEach(page -> all.add(new Page(
                        page.getKey(),
                        page.getValue().path("title").asText(),
                        page.getValue().path("description").asText(),
                        text(page.getKey() + ".md"))));
        return all;
    }

    private static List<Prompt> prompts(JsonNode prompts) {
        List<Prompt> all = new ArrayList<>();
        prompts.properties().forEach(prompt -> {
            List<Argument> arguments = new ArrayList<>();
            prompt.getValue().path("arguments").properties().forEach(argument -> {
                String names = argument.getValue().path("names").asText("anything");
                arguments.add(new Argument(
                        argument.getKey(),
                        argument.getValue().path("description").asText(),
                        argument.getValue().path("required").asBoolean(),
                        Names.valueOf(names.toUpperCase(Locale.ROOT))));
            });
            all.add(new Prompt(
                    prompt.getKey(),
                    prompt.getValue().path("title").asText(),
                    prompt.getValue().path("description").asText(),
                    arguments,
                    String.join("\n", texts(prompt.getValue().path("text")))));
        });
        return all;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> objects(JsonNode list) {
        List<String> objects = new ArrayList<>();
        list.forEach(object -> objects.add(object.toString()));
        return objects;
    }

    private static JsonNode json() {
        try {
            return JsonMapper.builder().build().readTree(text("guide.json"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(String name) {
        try (InputStream file = NetSuiteGuide.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

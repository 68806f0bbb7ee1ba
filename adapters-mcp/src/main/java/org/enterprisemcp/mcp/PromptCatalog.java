package org.enterprisemcp.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.port.UpstreamGuide.Argument;
import org.enterprisemcp.domain.port.UpstreamGuide.Prompt;

/** The prompts of this server: tasks that people start by name. */
final class PromptCatalog {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");

    private final Map<String, Prompt> prompts = new LinkedHashMap<>();

    PromptCatalog(UpstreamGuide guide) {
        guide.prompts().forEach(prompt -> prompts.put(prompt.name(), prompt));
    }

    List<Prompt> all() {
        return List.copyOf(prompts.values());
    }

    Optional<Prompt> find(String name) {
        return Optional.ofNullable(prompts.get(name));
    }

    /** The names of those arguments that a prompt cannot do without and that were not given. */
    static List<String> missing(Prompt prompt, Map<String, String> given) {
        return prompt.arguments().stream()
                .filter(Argument::required)
                .map(Argument::name)
                .filter(name -> given.getOrDefault(name, "").isBlank())
                .toList();
    }

    /** The text with the values in their places. What stands in a value is never taken for a place. */
    static String text(Prompt prompt, Map<String, String> given) {
        return PLACE.matcher(prompt.text())
                .replaceAll(place -> Matcher.quoteReplacement(given.getOrDefault(place.group(1), "")));
    }
}

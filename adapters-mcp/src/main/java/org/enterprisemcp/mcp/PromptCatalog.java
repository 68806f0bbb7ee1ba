package org.enterprisemcp.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.port.UpstreamGuide.Argument;
import org.enterprisemcp.domain.port.UpstreamGuide.Prompt;

/** The prompts of this server: tasks that people start by name. */
final class PromptCatalog {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9_]+)}");

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

    /** The text with the values in their places. Braces around anything but an argument stay, and so do those in a value. */
    static String text(Prompt prompt, Map<String, String> given) {
        Set<String> names = prompt.arguments().stream().map(Argument::name).collect(Collectors.toSet());
        return PLACE.matcher(prompt.text())
                .replaceAll(place -> Matcher.quoteReplacement(
                        names.contains(place.group(1)) ? given.getOrDefault(place.group(1), "") : place.group()));
    }
}

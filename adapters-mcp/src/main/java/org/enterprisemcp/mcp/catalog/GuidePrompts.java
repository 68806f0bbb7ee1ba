package org.enterprisemcp.mcp.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.port.UpstreamGuide;
import org.enterprisemcp.domain.port.UpstreamGuide.Argument;
import org.enterprisemcp.domain.port.UpstreamGuide.Prompt;

/** The prompts that an upstream's guide brings. */
final class GuidePrompts {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9_]+)}");

    private GuidePrompts() {}

    /** @param shown which of them are of use with the tools that are offered */
    static List<McpPrompt> of(UpstreamGuide guide, Completions completions, Predicate<Prompt> shown) {
        return guide.prompts().stream()
                .filter(shown)
                .map(prompt -> of(prompt, completions))
                .toList();
    }

    private static McpPrompt of(Prompt prompt, Completions completions) {
        return new McpPrompt(
                prompt.name(),
                prompt.title(),
                prompt.description(),
                prompt.arguments().stream()
                        .map(argument ->
                                new McpPrompt.Argument(argument.name(), argument.description(), argument.required()))
                        .toList(),
                (caller, given, context) -> Reply.complete(new McpPrompt.Result(
                        prompt.description(), List.of(McpPrompt.Message.user(text(prompt, given))))),
                (caller, request) -> completions.forArgument(prompt, caller, request));
    }

    /** The text with the values in their places. Braces around anything but an argument stay, and so do those in a value. */
    private static String text(Prompt prompt, Map<String, String> given) {
        Set<String> names = prompt.arguments().stream().map(Argument::name).collect(Collectors.toSet());
        return PLACE.matcher(prompt.text())
                .replaceAll(place -> Matcher.quoteReplacement(
                        names.contains(place.group(1)) ? given.getOrDefault(place.group(1), "") : place.group()));
    }
}

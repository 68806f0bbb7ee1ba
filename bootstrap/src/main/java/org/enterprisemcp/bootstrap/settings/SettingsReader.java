package org.enterprisemcp.bootstrap.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.token.Secret;

/** Turns settings into values and keeps every problem until all of them are known. */
public final class SettingsReader {

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    public SettingsReader(Settings settings) {
        this.settings = settings;
    }

    Optional<String> text(EnvironmentKey key) {
        return settings.value(key.name());
    }

    public String textOr(EnvironmentKey key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    Optional<Secret> secret(EnvironmentKey key) {
        return text(key).map(Secret::new);
    }

    /** A whole number within bounds; on a problem the lower bound, which nobody gets to see. */
    int number(EnvironmentKey key, int least, int most) {
        String value = textOr(key, "");
        if (value.matches("[0-9]{1,10}")) {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        problem(key, "must be a whole number from " + least + " to " + most);
        return least;
    }

    /** A switch. */
    public enum Flag {
        TRUE,
        FALSE
    }

    boolean flag(EnvironmentKey key) {
        return choice(key, Flag.class) == Flag.TRUE;
    }

    /** One of the names of an enum, written in any case, with hyphens or underscores. */
    <E extends Enum<E>> E choice(EnvironmentKey key, Class<E> type) {
        String value = textOr(key, "").replace('-', '_');
        E[] choices = type.getEnumConstants();
        for (E choice : choices) {
            if (choice.name().equalsIgnoreCase(value)) {
                return choice;
            }
        }
        problem(
                key,
                "must be one of "
                        + Arrays.stream(choices).map(SettingsReader::written).collect(Collectors.joining(", ")));
        return choices[0];
    }

    /** A list separated by commas, each element made into a value that refuses to exist when it is wrong. */
    <T> Set<T> list(EnvironmentKey key, Function<String, T> value) {
        return Arrays.stream(textOr(key, "").split(",", -1))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .flatMap(element -> parsed(key, element, value).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    <T> Optional<T> value(EnvironmentKey key, Function<String, T> value) {
        return text(key).flatMap(text -> parsed(key, text, value));
    }

    private <T> Optional<T> parsed(EnvironmentKey key, String text, Function<String, T> value) {
        try {
            return Optional.of(value.apply(text));
        } catch (McpServerException refused) {
            problem(key, refused.safeMessage().replaceFirst("^[a-z_]+: ", ""));
            return Optional.empty();
        }
    }

    public void problem(EnvironmentKey key, String whatToDo) {
        problems.add(key + ": " + whatToDo);
    }

    /** A URL that may have a query of its own, as login pages do; the rest must be a URL like any base URL. */
    Optional<String> url(EnvironmentKey key) {
        return text(key)
                .filter(url -> value(key, text -> new BaseUrl(text.replaceFirst("\\?.*$", "")))
                        .isPresent());
    }

    /** Words separated by blanks or commas, in their order. */
    List<String> words(EnvironmentKey key) {
        String words = textOr(key, "").strip();
        return words.isEmpty() ? List.of() : List.of(words.split("[\\s,]+", -1));
    }

    /** Parameters as a query string: {@code access_type=offline&prompt=consent}. */
    Map<String, String> parameters(EnvironmentKey key) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : textOr(key, "").split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && !parts[0].isEmpty()) {
                parameters.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            } else if (!pair.isEmpty()) {
                problem(key, "must be written like a query: name=value&name=value");
            }
        }
        return parameters;
    }

    /** Adds the problems that somebody else found. */
    public void problems(ConfigurationException found) {
        problems.addAll(
                switch (found) {
                    case ConfigurationException.InvalidConfiguration invalid -> invalid.problems();
                    case ConfigurationException.MissingConfiguration missing -> List.of(missing.safeMessage());
                });
    }

    /** Ends in one failure that names all problems, if there are any. */
    public void check() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException.InvalidConfiguration(List.copyOf(new TreeSet<>(problems)));
        }
    }

    /** A choice as it is written in the environment. */
    public static String written(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package org.enterprisemcp.bootstrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.Settings;

/** The settings of a process: the environment, then {@code .env}, then the YAML file, then the defaults of the catalogue. */
public final class Environment implements Settings {

    private static final TypeReference<Map<String, Object>> KEYS = new TypeReference<>() {};

    private final Map<String, String> values;

    private Environment(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Settings from a map alone, with the defaults of the catalogue behind it: for tests and embedding. */
    public static Environment of(Map<String, String> values) {
        return new Environment(values);
    }

    /**
     * Reads the process's own environment.
     *
     * @param folder where {@code .env} is looked for
     * @throws InvalidConfiguration when {@code .env} or the YAML file cannot be read
     */
    static Environment ofProcess(Path folder) {
        return layered(System.getenv(), folder);
    }

    static Environment layered(Map<String, String> environment, Path folder) {
        Map<String, String> values = new LinkedHashMap<>(dotenv(folder));
        values.putAll(withoutBlanks(environment));
        Optional.ofNullable(values.get(EnvironmentKey.MCP_CONFIG_FILE.name()))
                .map(folder::resolve)
                .map(Environment::yaml)
                .ifPresent(file -> file.forEach(values::putIfAbsent));
        return new Environment(values);
    }

    @Override
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value -> !value.isBlank())
                .map(String::strip)
                .or(() -> EnvironmentKey.of(name)
                        .map(EnvironmentKey::defaultValue)
                        .filter(value -> !value.isEmpty()));
    }

    /** Whether somebody set the key, whatever its default. */
    boolean isSet(EnvironmentKey key) {
        return values.keySet().stream()
                .filter(name -> !values.getOrDefault(name, "").isBlank())
                .anyMatch(name -> key.isPrefix() ? name.startsWith(key.name()) : name.equals(key.name()));
    }

    /** One warning for each key that looks like ours and is none, with the nearest name that is. */
    List<String> unknownKeys() {
        List<String> warnings = new ArrayList<>();
        for (String name : new TreeSet<>(values.keySet())) {
            boolean ours = name.startsWith("MCP_") || name.startsWith("UPSTREAM_");
            if (ours && EnvironmentKey.of(name).isEmpty()) {
                warnings.add(name + " is not a setting of this server; did you mean " + nearest(name) + "?");
            }
        }
        return warnings;
    }

    private static Map<String, String> dotenv(Path folder) {
        Path file = folder.resolve(".env");
        if (!Files.exists(file)) {
            return Map.of();
        }
        Collection<DotenvEntry> entries =
                Dotenv.configure().directory(folder.toString()).load().entries(Dotenv.Filter.DECLARED_IN_ENV_FILE);
        return withoutBlanks(entries.stream()
                .collect(Collectors.toMap(DotenvEntry::getKey, DotenvEntry::getValue, (first, last) -> last)));
    }

    private static Map<String, String> yaml(Path file) {
        try {
            Map<String, Object> keys = new YAMLMapper().readValue(file.toFile(), KEYS);
            Map<String, String> values = new LinkedHashMap<>();
            keys.forEach((key, value) -> values.put(key, scalar(file, key, value)));
            return withoutBlanks(values);
        } catch (JsonProcessingException mistake) {
            throw new InvalidConfiguration(
                    EnvironmentKey.MCP_CONFIG_FILE.name(),
                    file + ":" + mistake.getLocation().getLineNr() + ": not a YAML map of keys and values");
        } catch (IOException unreadable) {
            throw new InvalidConfiguration(EnvironmentKey.MCP_CONFIG_FILE.name(), file + " cannot be read");
        }
    }

    private static String scalar(Path file, String key, Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Map<?, ?> nested ->
                throw new InvalidConfiguration(
                        EnvironmentKey.MCP_CONFIG_FILE.name(),
                        file + ": " + key + " must be a value or a list, not a map; write keys as in the environment");
            default -> String.valueOf(value);
        };
    }

    private static Map<String, String> withoutBlanks(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(entry -> !entry.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String nearest(String name) {
        return Arrays.stream(EnvironmentKey.values())
                .map(EnvironmentKey::name)
                .min(Comparator.comparingInt(known -> distance(name.toUpperCase(Locale.ROOT), known)))
                .orElseThrow();
    }

    /** The edit distance of Levenshtein, row by row. */
    private static int distance(String left, String right) {
        int[] above = new int[right.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[right.length()];
    }
}

package org.enterprisemcp.bootstrap.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.Settings;

/** The settings of a process: the environment, then {@code .env}, then the YAML file, then the defaults of the catalogue. */
public final class Environment implements Settings {

    private final Map<String, String> values;
    private final Set<String> keysOfFile;

    private Environment(Map<String, String> values, Set<String> keysOfFile) {
        this.values = Map.copyOf(values);
        this.keysOfFile = Set.copyOf(keysOfFile);
    }

    /** Settings from a map alone, with the defaults of the catalogue behind it: for tests and embedding. */
    public static Environment of(Map<String, String> values) {
        return new Environment(values, Set.of());
    }

    /**
     * Reads the process's own environment.
     *
     * @param folder where {@code .env} is looked for
     * @throws InvalidConfiguration when {@code .env} or the YAML file cannot be read
     */
    public static Environment ofProcess(Path folder) {
        return layered(System.getenv(), folder);
    }

    static Environment layered(Map<String, String> environment, Path folder) {
        Map<String, String> values = new LinkedHashMap<>(withoutBlanks(SettingsFiles.dotenv(folder)));
        values.putAll(withoutBlanks(environment));
        Map<String, String> file = Optional.ofNullable(values.get(EnvironmentKey.MCP_CONFIG_FILE.name()))
                .map(folder::resolve)
                .map(SettingsFiles::yaml)
                .orElse(Map.of());
        withoutBlanks(file).forEach(values::putIfAbsent);
        return new Environment(values, file.keySet());
    }

    /**
     * The same settings, with the secrets in place of the values that only say where they stand.
     *
     * @throws InvalidConfiguration that names every setting whose secret is not to be had
     */
    public Environment withSecrets() {
        return withSecrets(new SecretReferences());
    }

    Environment withSecrets(SecretReferences references) {
        Map<String, String> secrets = references.read(values, this);
        if (secrets.isEmpty()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(secrets);
        return new Environment(all, keysOfFile);
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
    public boolean isSet(EnvironmentKey key) {
        return values.keySet().stream()
                .filter(name -> !values.getOrDefault(name, "").isBlank())
                .anyMatch(name -> key.isPrefix() ? name.startsWith(key.name()) : name.equals(key.name()));
    }

    /** One warning for each key that looks like ours, or stands in a file of ours, and is none, with the nearest name that is. */
    public List<String> unknownKeys() {
        List<String> warnings = new ArrayList<>();
        Set<String> names = new TreeSet<>(values.keySet());
        names.addAll(keysOfFile);
        for (String name : names) {
            boolean ours = name.startsWith("MCP_") || name.startsWith("UPSTREAM_") || keysOfFile.contains(name);
            if (ours && EnvironmentKey.of(name).isEmpty()) {
                warnings.add(name + " is not a setting of this server; did you mean " + nearest(name) + "?");
            }
        }
        return warnings;
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

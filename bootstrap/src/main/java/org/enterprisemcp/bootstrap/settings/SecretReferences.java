package org.enterprisemcp.bootstrap.settings;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.SecretSource;
import org.enterprisemcp.domain.port.Settings;

/** Values that only say where a secret stands. No source is looked for, and no class of one loaded, while there are none. */
final class SecretReferences {

    /** Sources that are ours, and what holds them: their scheme alone makes a value a reference, however it goes on. */
    private static final Map<String, String> OURS = Map.of("keyvault", "enterprise-mcp-adapters-azure");

    /** Those of others must go on with an address, so that a password with a colon in it stays one. */
    private static final Pattern REFERENCE = Pattern.compile("([a-z][a-z0-9]*):(https://)?.*", Pattern.DOTALL);

    private final Supplier<Iterable<SecretSource>> sources;

    /** Those on the class path. */
    SecretReferences() {
        this(() -> ServiceLoader.load(SecretSource.class));
    }

    SecretReferences(Supplier<Iterable<SecretSource>> sources) {
        this.sources = sources;
    }

    /**
     * The secrets by the names of the settings that point to them.
     *
     * @param values all values, of any name
     * @param settings the same, as the sources read them
     * @throws InvalidConfiguration that names all settings whose secret is not to be had
     */
    Map<String, String> read(Map<String, String> values, Settings settings) {
        Map<String, String> references = values.entrySet().stream()
                .filter(entry -> EnvironmentKey.of(entry.getKey()).isPresent())
                .filter(entry -> !scheme(entry.getValue().strip()).isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().strip()));
        if (references.isEmpty()) {
            return Map.of();
        }
        Map<String, SecretSource> byScheme = new HashMap<>();
        sources.get().forEach(source -> byScheme.put(source.scheme(), source));
        Map<String, String> secrets = new LinkedHashMap<>();
        SettingsReader problems = new SettingsReader(settings);
        references.forEach((name, reference) -> {
            String scheme = scheme(reference);
            SecretSource source = byScheme.get(scheme);
            try {
                if (source != null) {
                    secrets.put(name, source.read(name, reference, settings).reveal());
                } else if (OURS.containsKey(scheme)) {
                    throw new InvalidConfiguration(
                            name,
                            "a value that begins with " + scheme + ": needs the module " + OURS.get(scheme)
                                    + "; put its jar and those it stands on into the folder lib beside the server's jar,"
                                    + " where every release has them, or on the class path");
                }
            } catch (ConfigurationException unreadable) {
                problems.problems(unreadable);
            }
        });
        problems.check();
        return secrets;
    }

    /** The scheme of a reference; empty for a value that is none. */
    private static String scheme(String value) {
        Matcher written = REFERENCE.matcher(value);
        if (!written.matches()) {
            return "";
        }
        return written.group(2) != null || OURS.containsKey(written.group(1)) ? written.group(1) : "";
    }
}

package org.enterprisemcp.upstream.rest;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;
import org.enterprisemcp.domain.port.Settings;

/**
 * The Java parts that an upstream's calls pass through.
 *
 * @param customizer changes requests
 * @param classifier understands answers
 */
public record Extensions(Optional<RequestCustomizer> customizer, Optional<ResponseClassifier> classifier) {

    public Extensions {
        Objects.requireNonNull(customizer, "customizer");
        Objects.requireNonNull(classifier, "classifier");
    }

    /** None of them. */
    public static Extensions none() {
        return new Extensions(Optional.empty(), Optional.empty());
    }

    /**
     * Those of the given names, among all that stand on the class path.
     *
     * @param where what chose them, as problems name it: the file, the line, the field
     * @param problems takes one sentence for each that there is not, and for each setting that one of them cannot use
     */
    public static Extensions named(
            String where,
            Optional<String> customizer,
            Optional<String> classifier,
            Settings settings,
            List<String> problems) {
        return new Extensions(
                customizer.flatMap(name -> chosen(
                        RequestCustomizer.class,
                        name,
                        where + ".customizer: there is no customizer ",
                        settings,
                        problems)),
                classifier.flatMap(name -> chosen(
                        ResponseClassifier.class,
                        name,
                        where + ".classifier: there is no classifier ",
                        settings,
                        problems)));
    }

    private static <T extends Extension> Optional<T> chosen(
            Class<T> kind, String name, String thereIsNone, Settings settings, List<String> problems) {
        TreeMap<String, T> known = new TreeMap<>();
        try {
            ServiceLoader.load(kind).forEach(extension -> known.put(extension.name(), extension));
        } catch (ServiceConfigurationError unusable) {
            problems.add(thereIsNone + name + ": a file META-INF/services/" + kind.getName()
                    + " names a class that cannot be loaded; it must be public, with a constructor without arguments");
            return Optional.empty();
        }
        T found = known.get(name);
        if (found == null) {
            problems.add(thereIsNone + name + "; "
                    + (known.isEmpty()
                            ? "none stands on the class path with a file META-INF/services/" + kind.getName()
                            : "known are " + String.join(", ", known.keySet())));
            return Optional.empty();
        }
        try {
            found.configure(settings);
        } catch (ConfigurationException unusable) {
            switch (unusable) {
                case InvalidConfiguration invalid -> problems.addAll(invalid.problems());
                case MissingConfiguration missing -> problems.add(missing.safeMessage());
            }
        }
        return Optional.of(found);
    }
}

package org.enterprisemcp.acceptance.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The checks that each scenario of each set made when all of them were green, frozen in {@code known-checks.yaml}. */
final class KnownChecks {

    private static final TypeReference<Map<String, Map<String, List<String>>>> SHAPE = new TypeReference<>() {};

    private KnownChecks() {}

    /** By set, and in it by scenario. */
    static Map<String, Map<String, List<String>>> load() {
        try (InputStream page = KnownChecks.class.getResourceAsStream("known-checks.yaml")) {
            return new YAMLMapper().readValue(Objects.requireNonNull(page), SHAPE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

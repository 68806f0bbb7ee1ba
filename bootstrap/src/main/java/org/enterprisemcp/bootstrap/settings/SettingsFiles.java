package org.enterprisemcp.bootstrap.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;

/** The two files that settings may stand in. What a parser says about a file can hold a secret of it, so it is never passed on. */
final class SettingsFiles {

    private static final String DOTENV = ".env";
    private static final Pattern SETTING = Pattern.compile("\\s*([A-Z][A-Z0-9_]*)\\s*=");

    private SettingsFiles() {}

    /**
     * The keys of the file {@code .env} in that folder; none where there is no such file.
     *
     * @throws InvalidConfiguration when it cannot be read
     */
    static Map<String, String> dotenv(Path folder) {
        // Absolute: the reader takes the empty path of the working folder for the root of the file system.
        Path file = folder.toAbsolutePath().resolve(DOTENV);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<String, String> keys = new LinkedHashMap<>();
            Dotenv.configure()
                    .directory(String.valueOf(file.getParent()))
                    .load()
                    .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
                    .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
            checkThatNoneIsLost(file, keys);
            return keys;
        } catch (DotenvException | IOException unreadable) {
            throw new InvalidConfiguration(DOTENV, "cannot be read as lines of KEY=value; a comment begins with #");
        }
    }

    /** The reader drops a value whose quote is never closed, and everything below it, without a word. */
    private static void checkThatNoneIsLost(Path file, Map<String, String> keys) throws IOException {
        for (String line : Files.readAllLines(file)) {
            Matcher setting = SETTING.matcher(line);
            if (setting.lookingAt()
                    && EnvironmentKey.of(setting.group(1)).isPresent()
                    && !keys.containsKey(setting.group(1))) {
                throw new InvalidConfiguration(
                        DOTENV, setting.group(1) + " cannot be read; a quote is left open there or above");
            }
        }
    }

    /**
     * The keys of a YAML file, their values as they are written there: 0123 is no number, it is how somebody is called.
     *
     * @throws InvalidConfiguration when it cannot be read, or is more than a flat map
     */
    static Map<String, String> yaml(Path file) {
        try (YAMLParser parser = YAMLFactory.builder().build().createParser(file.toFile())) {
            Map<String, String> keys = new LinkedHashMap<>();
            JsonToken begin = parser.nextToken();
            // A file without a key has no token, or an empty value.
            if (begin == null || isEmpty(parser)) {
                return keys;
            }
            if (begin != JsonToken.START_OBJECT) {
                throw unreadable(file, 1);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                keys.put(key, value(file, key, parser));
            }
            return keys;
        } catch (JsonProcessingException mistake) {
            throw unreadable(file, mistake.getLocation().getLineNr());
        } catch (IOException unreadable) {
            throw new InvalidConfiguration(EnvironmentKey.MCP_CONFIG_FILE.name(), file + " cannot be read");
        }
    }

    private static String value(Path file, String key, YAMLParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return scalar(file, key, parser);
        }
        StringJoiner list = new StringJoiner(",");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(scalar(file, key, parser));
        }
        return list.toString();
    }

    private static String scalar(Path file, String key, YAMLParser parser) throws IOException {
        if (!parser.currentToken().isScalarValue()) {
            throw new InvalidConfiguration(
                    EnvironmentKey.MCP_CONFIG_FILE.name(),
                    file + ": " + key + " must be a value or a list, not a map; write keys as in the environment");
        }
        return isEmpty(parser) ? "" : parser.getText();
    }

    private static boolean isEmpty(YAMLParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL
                || (parser.currentToken() == JsonToken.VALUE_STRING
                        && parser.getText().isBlank());
    }

    private static InvalidConfiguration unreadable(Path file, int line) {
        return new InvalidConfiguration(
                EnvironmentKey.MCP_CONFIG_FILE.name(), file + ":" + line + ": not a YAML map of keys and values");
    }
}

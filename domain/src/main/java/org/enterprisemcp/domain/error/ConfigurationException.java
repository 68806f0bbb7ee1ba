package org.enterprisemcp.domain.error;

import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.call.CallFacts;

/** The server cannot start, or cannot do what was asked, because of how it was configured. */
public abstract sealed class ConfigurationException extends McpServerException {

    private ConfigurationException(ErrorCode code, String safeMessage, String hint) {
        super(code, safeMessage, hint, CallFacts.none());
    }

    /** A setting that is needed has no value. */
    public static final class MissingConfiguration extends ConfigurationException {
        private final String key;

        /**
         * @param key the setting's name, for example {@code UPSTREAM_API_BASE_URL}
         * @param why what it is needed for
         */
        public MissingConfiguration(String key, String why) {
            super(ErrorCode.MISSING_CONFIGURATION, key + " is not set: " + why, "Set " + key + " and start again.");
            this.key = key;
        }

        @Override
        public Map<String, Object> details() {
            return Map.of("key", key);
        }
    }

    /** One or more settings have values that cannot be used; all are named at once. */
    public static final class InvalidConfiguration extends ConfigurationException {
        private final List<String> problems;

        /** @param problems one sentence each, naming the setting (or file, line and field) and the fix; never a secret */
        public InvalidConfiguration(List<String> problems) {
            super(
                    ErrorCode.INVALID_CONFIGURATION,
                    String.join("\n", problems),
                    "Mend what is named above and start again.");
            this.problems = List.copyOf(problems);
        }

        /** A single unusable setting. */
        public InvalidConfiguration(String key, String why) {
            this(List.of(key + ": " + why));
        }

        /** The problems, one sentence each. */
        public List<String> problems() {
            return problems;
        }

        @Override
        public Map<String, Object> details() {
            return Map.of("problems", problems);
        }
    }
}

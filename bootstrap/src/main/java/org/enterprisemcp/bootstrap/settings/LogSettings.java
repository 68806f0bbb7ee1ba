package org.enterprisemcp.bootstrap.settings;

/**
 * What is logged, and how a line looks.
 *
 * @param verbosity the least important level that this server's own loggers write
 * @param style how a line looks
 */
public record LogSettings(Verbosity verbosity, Style style) {

    /** The levels as people write them. */
    public enum Verbosity {
        ERROR("SEVERE"),
        WARN("WARNING"),
        INFO("INFO"),
        DEBUG("FINE"),
        TRACE("FINEST");

        private final String levelName;

        Verbosity(String levelName) {
            this.levelName = levelName;
        }

        /** The level's name in java.util.logging. */
        public String levelName() {
            return levelName;
        }
    }

    /** How a line looks. */
    public enum Style {
        TEXT,
        JSON
    }

    /** Reads the settings; problems stay with the reader. */
    public static LogSettings read(SettingsReader settings) {
        return new LogSettings(
                settings.choice(EnvironmentKey.LOG_LEVEL, Verbosity.class),
                settings.choice(EnvironmentKey.LOG_FORMAT, Style.class));
    }
}

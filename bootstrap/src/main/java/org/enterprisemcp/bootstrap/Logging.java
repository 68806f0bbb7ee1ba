package org.enterprisemcp.bootstrap;

import java.io.OutputStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * Sends all logs to stderr. {@code LOG_LEVEL} governs this server's own loggers only: others stay at warnings, for at finer
 * levels an HTTP client logs headers, and with them tokens.
 */
final class Logging {

    /** The levels as people write them. */
    enum Verbosity {
        ERROR("SEVERE"),
        WARN("WARNING"),
        INFO("INFO"),
        DEBUG("FINE"),
        TRACE("FINEST");

        private final String levelName;

        Verbosity(String levelName) {
            this.levelName = levelName;
        }
    }

    private static final String OWN = "org.enterprisemcp";
    private static final List<String> NEVER =
            List.of("org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers");

    /** Loggers are held weakly by their manager; these references keep their levels alive. */
    private final List<Logger> configured;

    private Logging(List<Logger> configured) {
        this.configured = configured;
    }

    /** Configures the process's logging; settings that cannot be used are reported to the reader. */
    static Logging configure(SettingsReader settings) {
        return configure(
                settings.choice(EnvironmentKey.LOG_LEVEL, Verbosity.class),
                settings.choice(EnvironmentKey.LOG_FORMAT, LogFormat.Style.class),
                System.err);
    }

    static Logging configure(Verbosity verbosity, LogFormat.Style style, OutputStream out) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new Lines(out, new LogFormat(style)));
        Logger own = Logger.getLogger(OWN);
        own.setLevel(Level.parse(verbosity.levelName));
        List<Logger> silent = NEVER.stream().map(Logger::getLogger).toList();
        silent.forEach(logger -> logger.setLevel(Level.OFF));
        return new Logging(List.of(root, own, silent.getFirst(), silent.getLast()));
    }

    /** How many loggers are configured; the rest inherit from the root. */
    int size() {
        return configured.size();
    }

    /** Writes every record at once: the last line before a crash is the one that matters. */
    private static final class Lines extends StreamHandler {
        Lines(OutputStream out, LogFormat format) {
            super(out, format);
            setLevel(Level.ALL);
        }

        @Override
        public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
        }
    }
}

package org.enterprisemcp.bootstrap.log;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import org.enterprisemcp.bootstrap.settings.LogSettings;
import org.enterprisemcp.bootstrap.settings.SettingsReader;
import org.enterprisemcp.domain.port.Settings;

/**
 * Sends all logs to stderr. {@code LOG_LEVEL} governs this server's own loggers only: others stay at warnings, for at finer
 * levels an HTTP client logs headers, and with them tokens.
 */
public final class Logging {

    static {
        // Before the first logger there is, or it has no effect; whoever starts a process configures its logging first.
        System.setProperty("java.util.logging.manager", LastWords.class.getName());
    }

    private static final String OWN = "org.enterprisemcp";
    /**
     * The first two print tokens; the third reports a taken port with a page of frames, and we say it in a sentence; the fourth
     * warns that it has nothing to do; the next two quote what a vault and an identity answered; the last tells of each failure of a
     * collector with a page of frames, and we say it once.
     */
    private static final List<String> NEVER = List.of(
            "org.apache.hc.client5.http.wire",
            "org.apache.hc.client5.http.headers",
            "io.helidon.webserver.LoomServer",
            "com.azure",
            "com.microsoft.aad.msal4j",
            "io.opentelemetry");

    private final List<Logger> configured;

    private Logging(List<Logger> configured) {
        this.configured = configured;
    }

    /**
     * Configures the logging of the whole process, once, before anything else. A value that cannot be used is reported with all
     * other problems when the server is put together; until then errors are logged as text.
     */
    public static Logging configure(Settings settings) {
        return configure(LogSettings.read(new SettingsReader(settings)), System.err);
    }

    static Logging configure(LogSettings settings, OutputStream out) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        root.setLevel(Level.WARNING);
        Logger own = Logger.getLogger(OWN);
        own.setLevel(Level.parse(settings.verbosity().levelName()));
        List<Logger> silent = NEVER.stream().map(Logger::getLogger).toList();
        silent.forEach(logger -> logger.setLevel(Level.OFF));
        List<Logger> configured =
                Stream.concat(Stream.of(root, own), silent.stream()).toList();
        root.addHandler(new Lines(out, new LogFormat(settings.style()), configured));
        return new Logging(configured);
    }

    /** How many loggers are configured; the rest inherit from the root. */
    int size() {
        return configured.size();
    }

    /**
     * Logging that goes on until the process is gone. The JVM's own manager takes all handlers away as soon as the process is
     * told to stop, and with them what a stopping server says of the calls that it still answers.
     */
    public static final class LastWords extends LogManager {
        @Override
        public void reset() {
            // Nothing of it is worth taking back: handlers write every record at once.
        }
    }

    /** Writes every record at once: the last line before a crash is the one that matters. */
    private static final class Lines extends StreamHandler {

        /** The manager holds loggers weakly, and a level dies with its logger; the root's handler lives as long as logging does. */
        @SuppressWarnings("UnusedVariable")
        private final List<Logger> heldOnTo;

        Lines(OutputStream out, LogFormat format, List<Logger> configured) {
            super(out, format);
            heldOnTo = configured;
            setLevel(Level.ALL);
        }

        @Override
        public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
        }
    }
}

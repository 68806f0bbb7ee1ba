package org.enterprisemcp.oauth.endpoint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * All that is logged while it is open. This server's own loggers and those of its libraries say everything they can, but for the
 * web server and the web client: the product keeps these at warnings whatever LOG_LEVEL says, for they log whole requests.
 */
final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Logger web = Logger.getLogger("io.helidon");
    private final Level before = root.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    CapturedLog() {
        setFormatter(new SimpleFormatter());
        setLevel(Level.ALL);
        root.setLevel(Level.FINEST);
        web.setLevel(Level.WARNING);
        root.addHandler(this);
    }

    /** What was logged, with the stack traces that went with it. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(getFormatter().format(entry));
    }

    @Override
    public void flush() {
        // Every line is there at once.
    }

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
        web.setLevel(null);
    }
}

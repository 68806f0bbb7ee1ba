package org.enterprisemcp.testkit.contract;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Hears whatever is logged while it is open, at every level, and remembers it. */
final class LogWatch extends Handler {

    /** The HTTP client's record of whole requests. The product keeps it off whatever LOG_LEVEL says, and so does this. */
    private static final List<String> WIRE_LOGS =
            List.of("org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers");

    private static final String TRIAL = LogWatch.class.getName() + ".trial";

    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final @Nullable Level before = root.getLevel();
    // Held here, for a logger that nobody holds forgets its level.
    private final List<Logger> wires = WIRE_LOGS.stream().map(Logger::getLogger).toList();

    private LogWatch() {
        setLevel(Level.ALL);
    }

    /**
     * Listens from now on.
     *
     * @throws IllegalStateException where SLF4J does not end in java.util.logging: then the adapter could log what it likes
     */
    static LogWatch open() {
        LogWatch watch = new LogWatch();
        watch.wires.forEach(wire -> wire.setLevel(Level.OFF));
        watch.root.setLevel(Level.ALL);
        watch.root.addHandler(watch);
        LoggerFactory.getLogger(TRIAL).trace("Is anybody listening?");
        if (watch.said.isEmpty()) {
            watch.close();
            throw new IllegalStateException("the contract cannot hear what the adapter logs: SLF4J is bound to "
                    + LoggerFactory.getILoggerFactory().getClass().getName()
                    + "; leave org.slf4j:slf4j-jdk14 as its only binding on the class path of the tests");
        }
        return watch;
    }

    /** The first line in which one of these secrets stands. */
    Optional<String> lineWith(List<String> secrets) {
        return said.stream()
                .filter(line -> secrets.stream().anyMatch(line::contains))
                .findFirst();
    }

    @Override
    public void publish(LogRecord record) {
        StringWriter line = new StringWriter().append(record.getLoggerName()).append(": ");
        line.append(formatter.formatMessage(record));
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(line, true));
        }
        said.add(line.toString());
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
        wires.forEach(wire -> wire.setLevel(null));
    }
}

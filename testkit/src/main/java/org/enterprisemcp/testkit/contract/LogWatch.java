package org.enterprisemcp.testkit.contract;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.enterprisemcp.domain.port.Upstream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Hears what is logged while it is open, and remembers it: everything that loggers of the adapter's own organisation say, at every
 * level, and of all others what the product lets through, warnings and worse. A library, or a server in the same process, may say
 * more at a level that no setting of the product reaches.
 */
final class LogWatch extends Handler {

    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    // Held here, for a logger that nobody holds forgets its level.
    private final Logger own;
    private final @Nullable Level before;

    private LogWatch(Logger own) {
        this.own = own;
        this.before = own.getLevel();
        setLevel(Level.ALL);
    }

    /**
     * Listens from now on.
     *
     * @throws IllegalStateException where SLF4J does not end in java.util.logging: then the adapter could log what it likes
     */
    static LogWatch of(Upstream upstream) {
        String organisation = organisation(upstream.getClass().getPackageName());
        LogWatch watch = new LogWatch(Logger.getLogger(organisation));
        watch.own.setLevel(Level.ALL);
        watch.root.addHandler(watch);
        LoggerFactory.getLogger(organisation + ".contract").trace("Is anybody listening?");
        if (watch.said.isEmpty()) {
            watch.close();
            throw new IllegalStateException("the contract cannot hear what the adapter logs: SLF4J is bound to "
                    + LoggerFactory.getILoggerFactory().getClass().getName()
                    + "; leave org.slf4j:slf4j-jdk14 as its only binding on the class path of the tests");
        }
        return watch;
    }

    /** The first two words of a package's name: {@code com.acme}. */
    private static String organisation(String packageName) {
        int first = packageName.indexOf('.');
        int second = packageName.indexOf('.', first + 1);
        return second < 0 ? packageName : packageName.substring(0, second);
    }

    /** The first line in which one of these secrets stands. */
    Optional<String> lineWith(List<String> secrets) {
        return said.stream()
                .filter(line -> secrets.stream().anyMatch(line::contains))
                .findFirst();
    }

    @Override
    public void publish(LogRecord record) {
        String logger = String.valueOf(record.getLoggerName());
        if (record.getLevel().intValue() < Level.WARNING.intValue() && !isOwn(logger)) {
            return;
        }
        StringBuilder line = new StringBuilder(logger).append(": ").append(formatter.formatMessage(record));
        for (Throwable thrown = record.getThrown(); thrown != null; thrown = thrown.getCause()) {
            line.append(' ').append(thrown);
        }
        said.add(line.toString());
    }

    private boolean isOwn(String logger) {
        return logger.equals(own.getName()) || logger.startsWith(own.getName() + ".");
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        root.removeHandler(this);
        own.setLevel(before);
    }
}

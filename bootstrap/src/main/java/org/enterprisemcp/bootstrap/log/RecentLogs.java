package org.enterprisemcp.bootstrap.log;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;

/**
 * The last events that this server's own loggers reported, for operators to read. An event is four texts and the fields of {@link LogField}: no
 * exception, no other parameter. Our messages hold no secret; that a text which looks like one is masked here as well is the
 * second lock on the door.
 */
public final class RecentLogs extends Handler implements AutoCloseable {

    public static final int CAPACITY = 500;

    private static final String OWN = "org.enterprisemcp";
    private static final int LONGEST_MESSAGE = 1_000;
    /** Codes, tokens, keys and JWTs are long runs of these characters; class names and words are shorter. */
    private static final Pattern LIKE_A_SECRET = Pattern.compile("[A-Za-z0-9_~+/=-]{32,}|eyJ[A-Za-z0-9_.-]+");

    private final Logger own = Logger.getLogger(OWN);
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Deque<Event> events = new ArrayDeque<>(CAPACITY);

    private RecentLogs() {
        setLevel(Level.ALL);
    }

    /** An event as it is shown. */
    private record Event(String time, String level, String logger, String message, Map<String, String> more) {
        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("time", time);
            fields.put("level", level);
            fields.put("logger", logger);
            fields.put("message", message);
            fields.putAll(more);
            return fields;
        }
    }

    /** Listens from now on, until it is closed. */
    public static RecentLogs listening() {
        RecentLogs logs = new RecentLogs();
        logs.own.addHandler(logs);
        return logs;
    }

    @Override
    public void publish(LogRecord record) {
        String logger = Optional.ofNullable(record.getLoggerName()).orElse("");
        if (!logger.startsWith(OWN + ".")) {
            return;
        }
        Optional<LogEvent> structured = LogEvent.of(record);
        Event event = new Event(
                Instant.ofEpochMilli(record.getMillis()).toString(),
                record.getLevel().getName(),
                logger,
                safe(structured.map(LogEvent::name).orElseGet(() -> formatter.formatMessage(record))),
                structured.map(RecentLogs::fields).orElse(Map.of()));
        synchronized (events) {
            if (events.size() == CAPACITY) {
                events.removeFirst();
            }
            events.addLast(event);
        }
    }

    /**
     * The events, the oldest first.
     *
     * @param room the part of the house that they come from, as its package is called: {@code oauth}; empty for all
     */
    public List<Map<String, String>> events(Optional<String> room) {
        String prefix = OWN + "." + room.map(name -> name + ".").orElse("");
        synchronized (events) {
            return events.stream()
                    .filter(event -> event.logger().startsWith(prefix))
                    .map(Event::fields)
                    .toList();
        }
    }

    /** A trace id is as long as a secret and is none; who reads an event wants to look it up. */
    private static Map<String, String> fields(LogEvent event) {
        Map<String, String> shown = new LinkedHashMap<>();
        event.fields()
                .forEach((field, value) ->
                        shown.put(field.key(), field == LogField.TRACE_ID ? value.toString() : safe(value.toString())));
        return shown;
    }

    private static String safe(String message) {
        String start = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
        return LIKE_A_SECRET.matcher(start.replaceAll("\\p{Cntrl}", " ")).replaceAll("***");
    }

    @Override
    public void flush() {
        // Nothing is written anywhere.
    }

    @Override
    public void close() {
        own.removeHandler(this);
    }
}

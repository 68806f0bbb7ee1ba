package org.enterprisemcp.bootstrap.log;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that happened, as a name and typed fields. It travels through the log as the record's only parameter. */
final class LogEvent {

    private static final int LONGEST_TEXT = 160;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@-]+");

    private final String name;
    private final Map<LogField, Object> fields = new EnumMap<>(LogField.class);

    LogEvent(String name) {
        this.name = name;
    }

    /** With a number. */
    LogEvent with(LogField field, long number) {
        fields.put(field, number);
        return this;
    }

    /** With a text, without what would break a line, and no longer than a field should be. */
    LogEvent with(LogField field, String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
        fields.put(field, line.substring(0, Math.min(line.length(), LONGEST_TEXT)));
        return this;
    }

    /** With a text, where there is one. */
    LogEvent with(LogField field, Optional<String> text) {
        text.ifPresent(given -> with(field, given));
        return this;
    }

    String name() {
        return name;
    }

    /** Texts and numbers, in the order of {@link LogField}. */
    Map<LogField, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    LogRecord record(String logger) {
        LogRecord record = new LogRecord(Level.INFO, "{0}");
        record.setLoggerName(logger);
        record.setParameters(new Object[] {this});
        return record;
    }

    /** The event that a record carries; empty for a record that is a sentence. */
    static Optional<LogEvent> of(LogRecord record) {
        Object @Nullable [] parameters = record.getParameters();
        return parameters != null && parameters.length == 1 && parameters[0] instanceof LogEvent event
                ? Optional.of(event)
                : Optional.empty();
    }

    /** The event as text. A value that could pass for more than one field stands in quotes. */
    @Override
    public String toString() {
        return name
                + fields.entrySet().stream()
                        .map(field -> " " + field.getKey().key() + "="
                                + quoted(field.getValue().toString()))
                        .collect(Collectors.joining());
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches()
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

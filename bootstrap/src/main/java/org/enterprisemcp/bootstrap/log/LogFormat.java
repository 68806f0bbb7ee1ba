package org.enterprisemcp.bootstrap.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import org.enterprisemcp.bootstrap.settings.LogSettings;
import org.jspecify.annotations.Nullable;

/**
 * One line a record, in UTC. Of a mistake it says the kind and the place in our own code, and nothing else: the message of an
 * exception can hold what somebody sent.
 */
final class LogFormat extends Formatter {

    private static final String OWN_CODE = "org.enterprisemcp.";

    private final LogSettings.Style style;
    /** Made by the first line: the library is among the slowest to be ready, and lines of text need none of it. */
    private @Nullable ObjectMapper json;

    LogFormat(LogSettings.Style style) {
        this.style = style;
    }

    @Override
    public String format(LogRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.ofEpochMilli(record.getMillis()).toString());
        line.put("level", record.getLevel().getName());
        line.put("logger", record.getLoggerName());
        Optional<LogEvent> event = LogEvent.of(record);
        line.put(
                "message",
                event.filter(any -> style == LogSettings.Style.JSON)
                        .map(LogEvent::name)
                        .orElseGet(() -> oneLine(formatMessage(record))));
        mistake(record.getThrown()).ifPresent(where -> line.put("mistake", where));
        return switch (style) {
            case TEXT -> line.values().stream().map(Object::toString).collect(Collectors.joining(" ")) + "\n";
            case JSON -> {
                event.ifPresent(given -> given.fields().forEach((field, value) -> line.put(field.key(), value)));
                yield json(line) + "\n";
            }
        };
    }

    private synchronized String json(Map<String, Object> line) {
        try {
            if (json == null) {
                json = new ObjectMapper();
            }
            return json.writeValueAsString(line);
        } catch (JsonProcessingException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private static Optional<String> mistake(@Nullable Throwable thrown) {
        return Optional.ofNullable(thrown).map(mistake -> {
            String where = Arrays.stream(mistake.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith(OWN_CODE))
                    .findFirst()
                    .map(frame ->
                            " at " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                    .orElse("");
            return mistake.getClass().getName() + where;
        });
    }

    /** A line break in a message would let a caller forge a record. */
    private static String oneLine(String message) {
        return message.replace('\n', ' ').replace('\r', ' ');
    }
}

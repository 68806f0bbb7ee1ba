package org.enterprisemcp.telemetry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus's text format 0.0.4 as strictly as its own parser does. */
final class PrometheusReader {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (?:[^\\\\]|\\\\\\\\|\\\\n)*");
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram)");
    private static final String LABEL = "([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\\\\\|\\\\\"|\\\\n)*)\"";
    private static final Pattern LABELS = Pattern.compile(LABEL);
    private static final Pattern SAMPLE = Pattern.compile(
            "(" + NAME + ")(\\{" + LABEL + "(?:," + LABEL + ")*\\})? ([-+]?[0-9.]+(?:E-?[0-9]+)?|NaN|[+-]Inf)");

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();

    /** @throws AssertionError where it is not written as it should be */
    static PrometheusReader read(String text) {
        PrometheusReader reader = new PrometheusReader();
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line has no end");
        }
        text.lines().forEach(reader::line);
        return reader;
    }

    Map<String, String> types() {
        return types;
    }

    /** The value of a series, written as it stands in the text. */
    Optional<Double> value(String series) {
        return Optional.ofNullable(samples.get(series));
    }

    int size() {
        return samples.size();
    }

    private void line(String line) {
        if (HELP.matcher(line).matches()) {
            return;
        }
        Matcher type = TYPE.matcher(line);
        if (type.matches()) {
            if (types.put(type.group(1), type.group(2)) != null) {
                throw new AssertionError("a second type of " + type.group(1));
            }
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("no sample: " + line);
        }
        String name = sample.group(1);
        if (!types.containsKey(name) && !types.containsKey(name.replaceFirst("_(bucket|sum|count)$", ""))) {
            throw new AssertionError("a sample without a type: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABELS.matcher(Optional.ofNullable(sample.group(2)).orElse(""));
        while (label.find()) {
            if (labels.put(label.group(1), label.group(2)) != null) {
                throw new AssertionError("a label twice: " + line);
            }
        }
        int end = line.lastIndexOf(' ');
        if (samples.put(line.substring(0, end), Double.valueOf(line.substring(end + 1))) != null) {
            throw new AssertionError("a series twice: " + line);
        }
    }
}

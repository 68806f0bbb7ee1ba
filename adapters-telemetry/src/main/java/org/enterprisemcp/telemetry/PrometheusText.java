package org.enterprisemcp.telemetry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.enterprisemcp.telemetry.Metrics.Family;
import org.enterprisemcp.telemetry.Metrics.Point;

/**
 * Metrics in Prometheus's text format 0.0.4. Names are made from OpenTelemetry's by its own rules for Prometheus: dots become
 * underscores, the unit becomes part of the name, and what counts ends in {@code _total}.
 */
final class PrometheusText {

    private static final Map<String, String> UNITS = Map.of("s", "seconds", "By", "bytes", "ms", "milliseconds");

    private final StringBuilder out = new StringBuilder();

    private PrometheusText() {}

    static String of(List<Family> families) {
        PrometheusText text = new PrometheusText();
        families.stream().filter(family -> !family.points().isEmpty()).forEach(text::write);
        return text.out.toString();
    }

    private void write(Family family) {
        String name = name(family);
        out.append("# HELP ")
                .append(name)
                .append(' ')
                .append(family.description().replace("\\", "\\\\").replace("\n", "\\n"))
                .append('\n');
        out.append("# TYPE ")
                .append(name)
                .append(' ')
                .append(family.kind().name().toLowerCase(Locale.ROOT))
                .append('\n');
        family.points().forEach(point -> {
            switch (family.kind()) {
                case COUNTER, GAUGE -> line(name, point.labels(), "", number(point.value()));
                case HISTOGRAM -> histogram(name, point);
            }
        });
    }

    private void histogram(String name, Point point) {
        long below = 0;
        for (int index = 0; index < point.bounds().size(); index++) {
            below += point.counts().get(index);
            line(name + "_bucket", point.labels(), number(point.bounds().get(index)), Long.toString(below));
        }
        line(name + "_bucket", point.labels(), "+Inf", Long.toString(point.count()));
        line(name + "_sum", point.labels(), "", number(point.value()));
        line(name + "_count", point.labels(), "", Long.toString(point.count()));
    }

    /** @param below the bucket's bound; empty where it is none */
    private void line(String name, Map<String, String> labels, String below, String value) {
        out.append(name);
        String separator = "{";
        for (Map.Entry<String, String> label : labels.entrySet()) {
            out.append(separator)
                    .append(word(label.getKey()))
                    .append("=\"")
                    .append(escaped(label.getValue()))
                    .append('"');
            separator = ",";
        }
        if (!below.isEmpty()) {
            out.append(separator).append("le=\"").append(below).append('"');
            separator = ",";
        }
        out.append(separator.equals(",") ? "} " : " ").append(value).append('\n');
    }

    private static String name(Family family) {
        String unit = UNITS.getOrDefault(family.unit(), "");
        return word(family.name())
                + (unit.isEmpty() ? "" : "_" + unit)
                + (family.kind() == Metrics.Kind.COUNTER ? "_total" : "");
    }

    private static String word(String name) {
        return name.replaceAll("[^a-zA-Z0-9_]", "_");
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}

package org.enterprisemcp.bootstrap.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.telemetry.ExportOptions;
import org.enterprisemcp.telemetry.ExportOptions.Sampling;

/**
 * What is measured, and who gets to see it.
 *
 * @param metrics who may read the page of metrics
 * @param service the name under which this service is known there
 * @param export where traces and metrics are sent; empty for nowhere
 */
public record TelemetrySettings(Readers metrics, String service, Optional<ExportOptions> export) {

    private static final Duration EVERY = Duration.ofSeconds(30);

    /** For the last of it when the server stops; whatever comes first, the process is gone in time. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_TRACES = 100_000;

    private static final String SERVICE_NAME = "service.name";

    /** Who may read. */
    public enum Readers {
        GUARDED,
        OPEN,
        OFF
    }

    private enum Sampler {
        ALWAYS_ON,
        ALWAYS_OFF,
        TRACEIDRATIO,
        PARENTBASED_ALWAYS_ON,
        PARENTBASED_ALWAYS_OFF,
        PARENTBASED_TRACEIDRATIO
    }

    /** Whether anything is measured at all. */
    public boolean on() {
        return metrics != Readers.OFF || export.isPresent();
    }

    /** Reads the settings; problems stay with the reader. */
    static TelemetrySettings read(SettingsReader settings) {
        Readers readers = settings.choice(EnvironmentKey.MCP_METRICS, Readers.class);
        Map<String, String> attributes = new LinkedHashMap<>(pairs(settings, EnvironmentKey.OTEL_RESOURCE_ATTRIBUTES));
        String service = settings.text(EnvironmentKey.OTEL_SERVICE_NAME)
                .or(() -> Optional.ofNullable(attributes.get(SERVICE_NAME)))
                .orElseGet(() -> settings.textOr(EnvironmentKey.MCP_SERVER_NAME, ""));
        attributes.put(SERVICE_NAME, service);
        Sampling sampling = sampling(settings);
        if (settings.text(EnvironmentKey.OTEL_EXPORTER_OTLP_ENDPOINT).isEmpty()) {
            return new TelemetrySettings(readers, service, Optional.empty());
        }
        String protocol = settings.textOr(EnvironmentKey.OTEL_EXPORTER_OTLP_PROTOCOL, "");
        if (!protocol.equals("http/protobuf")) {
            settings.problem(
                    EnvironmentKey.OTEL_EXPORTER_OTLP_PROTOCOL,
                    "only http/protobuf is spoken here; set it to that, and OTEL_EXPORTER_OTLP_ENDPOINT to the collector's port"
                            + " for HTTP, usually 4318");
        }
        Map<String, Secret> headers = pairs(settings, EnvironmentKey.OTEL_EXPORTER_OTLP_HEADERS).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> new Secret(header.getValue())));
        return new TelemetrySettings(
                readers,
                service,
                endpoint(settings).map(url -> new ExportOptions(url, headers, attributes, sampling, EVERY, PATIENCE)));
    }

    /** Not a {@link BaseUrl}: a collector beside this server is reached by http, whatever its name. */
    private static Optional<URI> endpoint(SettingsReader settings) {
        EnvironmentKey key = EnvironmentKey.OTEL_EXPORTER_OTLP_ENDPOINT;
        String text = settings.textOr(key, "").replaceFirst("/+$", "");
        try {
            URI url = new URI(text);
            if (text.matches("(?i)https?://.+")
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException unusable) {
            // Told below.
        }
        settings.problem(key, "must be an http or https URL without user, query and fragment: http://127.0.0.1:4318");
        return Optional.empty();
    }

    private static Sampling sampling(SettingsReader settings) {
        Sampler sampler = settings.choice(EnvironmentKey.OTEL_TRACES_SAMPLER, Sampler.class);
        double ratio = ratio(settings);
        int perSecond = settings.number(EnvironmentKey.MCP_TRACES_PER_SECOND, 0, MOST_TRACES);
        return switch (sampler) {
            case ALWAYS_ON -> new Sampling(false, 1, perSecond);
            case ALWAYS_OFF -> new Sampling(false, 0, perSecond);
            case TRACEIDRATIO -> new Sampling(false, ratio, perSecond);
            case PARENTBASED_ALWAYS_ON -> new Sampling(true, 1, perSecond);
            case PARENTBASED_ALWAYS_OFF -> new Sampling(true, 0, perSecond);
            case PARENTBASED_TRACEIDRATIO -> new Sampling(true, ratio, perSecond);
        };
    }

    private static double ratio(SettingsReader settings) {
        String text = settings.textOr(EnvironmentKey.OTEL_TRACES_SAMPLER_ARG, "");
        if (text.matches("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?|\\.[0-9]{1,9}")) {
            return Double.parseDouble(text);
        }
        settings.problem(EnvironmentKey.OTEL_TRACES_SAMPLER_ARG, "must be a number from 0 to 1");
        return 1;
    }

    /** {@code name=value,name=value}, values percent-encoded where they must be (W3C Baggage, as OpenTelemetry wants it). */
    private static Map<String, String> pairs(SettingsReader settings, EnvironmentKey key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : settings.textOr(key, "").split(",", -1)) {
            String[] parts = pair.strip().split("=", 2);
            if (parts.length == 2 && parts[0].strip().matches("[A-Za-z0-9_.-]+")) {
                pairs.put(parts[0].strip(), decoded(parts[1].strip()));
            } else if (!pair.isBlank()) {
                settings.problem(key, "must be written like name=value,name=value");
            }
        }
        return pairs;
    }

    /** A plus is a plus here, and what is no encoding stays as it is. */
    private static String decoded(String value) {
        return value.matches("([^%]|%[0-9A-Fa-f]{2})*")
                ? URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)
                : value;
    }
}

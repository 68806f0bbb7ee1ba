package org.enterprisemcp.telemetry;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.enterprisemcp.domain.token.Secret;

/**
 * Where traces and metrics go by OTLP, and which.
 *
 * @param endpoint the collector, before {@code /v1/traces} and {@code /v1/metrics}
 * @param headers what each request to it carries
 * @param attributes what is told of this process
 * @param sampling which traces are kept
 * @param every how often metrics are sent
 * @param patience how long the last of them may take when the server stops
 */
public record ExportOptions(
        URI endpoint,
        Map<String, Secret> headers,
        Map<String, String> attributes,
        Sampling sampling,
        Duration every,
        Duration patience) {

    public ExportOptions {
        Objects.requireNonNull(endpoint, "endpoint");
        headers = Map.copyOf(headers);
        attributes = Map.copyOf(attributes);
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(every, "every");
        Objects.requireNonNull(patience, "patience");
    }

    /**
     * Which traces are kept.
     *
     * @param asTheClient whether a trace that a client has begun is kept where the client keeps it
     * @param ratio how many of the others are, from 0 to 1
     * @param perSecond how many of the others are kept in a second at most; 0 for any number
     */
    public record Sampling(boolean asTheClient, double ratio, int perSecond) {

        public Sampling {
            if (!(ratio >= 0 && ratio <= 1)) {
                throw new IllegalArgumentException("ratio must be from 0 to 1: " + ratio);
            }
            if (perSecond < 0) {
                throw new IllegalArgumentException("perSecond must not be negative: " + perSecond);
            }
        }
    }
}

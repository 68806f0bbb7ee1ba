package org.enterprisemcp.testkit.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.junit.jupiter.api.DynamicTest;

/**
 * A file of recorded exchanges as tests. Each row calls one operation of an upstream that talks to a loopback server; the server
 * gives the row's responses, and what the upstream sent and what it made of the answers are compared with the row.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> keepsItsExchanges() {
 *     return RecordedExchanges.in(Path.of("src/test/resources/shop.exchanges.yaml"))
 *             .tests(Clock.systemUTC(), baseUrl -> shop(baseUrl));
 * }
 * }</pre>
 */
public final class RecordedExchanges {

    private static final UpstreamToken TOKEN = new UpstreamToken.Bearer(new Secret("recorded-token"));

    private final String file;
    private final String basePath;
    private final List<ExchangeRow> rows;
    private final UpstreamToken token;

    private RecordedExchanges(String file, String basePath, List<ExchangeRow> rows, UpstreamToken token) {
        this.file = file;
        this.basePath = basePath;
        this.rows = rows;
        this.token = token;
    }

    /**
     * The rows of a YAML or JSON file.
     *
     * @throws AssertionError naming the row and the field that cannot be used
     */
    public static RecordedExchanges in(Path file) {
        try {
            return of(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The rows of a text.
     *
     * @param name what failures call it
     * @param text YAML or JSON
     */
    public static RecordedExchanges of(String name, String text) {
        Part root = new Part(name, read(name, text));
        root.allowOnly("basePath", "exchanges");
        List<ExchangeRow> rows = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Part row : root.parts("exchanges")) {
            ExchangeRow read = ExchangeRow.in(row);
            if (!names.add(read.name())) {
                throw row.wrong("name", "stands in another row too; rows are told apart by their names");
            }
            rows.add(read);
        }
        if (rows.isEmpty()) {
            throw root.wrong("exchanges", "must be a list of at least one row");
        }
        String path = root.text("basePath").orElse("");
        return new RecordedExchanges(name, path.startsWith("/") ? path.substring(1) : path, List.copyOf(rows), TOKEN);
    }

    private static JsonNode read(String name, String text) {
        try {
            return new ObjectMapper(YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build())
                    .readTree(text);
        } catch (JsonProcessingException noYaml) {
            throw new AssertionError(name + ": is neither YAML nor JSON: " + noYaml.getOriginalMessage(), noYaml);
        }
    }

    /** The same with another credential than the bearer token {@code recorded-token}. */
    public RecordedExchanges showing(UpstreamToken other) {
        return new RecordedExchanges(file, basePath, rows, other);
    }

    /**
     * One test for each row.
     *
     * @param clock the time that the upstream goes by
     * @param upstream opens an upstream whose API begins at the given URL, which ends with a slash; each test closes its own
     */
    public Stream<DynamicTest> tests(Clock clock, Function<String, Upstream> upstream) {
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row, clock, upstream)));
    }

    private void check(ExchangeRow row, Clock clock, Function<String, Upstream> upstream) {
        List<String> differences = new RowRun(row, basePath, token, clock).differences(upstream);
        if (!differences.isEmpty()) {
            throw new AssertionError(file + ", row \"" + row.name() + "\":\n  " + String.join("\n  ", differences));
        }
    }
}

package org.enterprisemcp.acceptance.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked of one server, what it answered, and what the tool made of it. The run writes it to
 * {@code target/upstreams-proven}, and the page that people read has to hold the same lines.
 */
final class ProofTable {

    private static final Logger LOG = Logger.getLogger(ProofTable.class.getName());
    private static final Path FOLDER = Path.of("target", "upstreams-proven");
    private static final Path PAGE = Path.of("..", "docs", "upstreams-proven.md");
    private static final String HEAD =
            "| operation | case | what the server was asked and answered | what the tool answered |\n|---|---|---|---|\n";

    private final String server;
    private final String base;
    private final Pattern ids;
    private final Path descriptor;
    private final List<Row> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param descriptor the file that describes the server
     * @param base the path that all targets begin with; it is left out
     * @param ids what the server makes up by itself, which is another at every run
     */
    ProofTable(String server, Path descriptor, String base, Pattern ids) {
        this.server = server;
        this.descriptor = descriptor;
        this.base = base;
        this.ids = ids;
    }

    private record Row(Deed deed, String what, String asked, String answered) {
        @Override
        public String toString() {
            return "| " + deed + " | " + what + " | " + asked + " | " + answered + " |\n";
        }
    }

    void add(Deed deed, String what, List<Relay.Exchange> exchanges, String answered) {
        String asked = exchanges.stream().map(this::told).collect(Collectors.joining("<br>"));
        rows.add(new Row(deed, what, asked.isEmpty() ? "nothing" : asked, answered));
    }

    /** What this server cannot do at all. */
    void cannot(Deed deed, String why) {
        rows.add(new Row(deed, why, "–", "–"));
    }

    private String told(Relay.Exchange exchange) {
        String[] parts = exchange.target().split("\\?", 2);
        // The order of parameters means nothing.
        String query = parts.length == 1
                ? ""
                : "?" + Stream.of(parts[1].split("&", -1)).sorted().collect(Collectors.joining("&"));
        String target = URLDecoder.decode(parts[0] + query, StandardCharsets.UTF_8)
                .replaceFirst("^" + Pattern.quote(base), "")
                .replace("|", "\\|");
        return "`" + exchange.method() + " " + ids.matcher(target).replaceAll("{id}") + "` " + exchange.status();
    }

    /** Writes it, and looks whether the page still tells the truth. */
    void finish() {
        rows.sort(Comparator.comparing(Row::deed).thenComparing(Row::what));
        String lines = HEAD + rows.stream().map(Row::toString).collect(Collectors.joining());
        LOG.info(() -> server + "\n" + lines);
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(server + ".md"), lines);
            String page = Files.readString(PAGE);
            assertThat(page)
                    .as("docs/upstreams-proven.md shows the descriptor that was used")
                    .contains("```yaml\n" + Files.readString(descriptor) + "```\n");
            assertThat(page)
                    .as("docs/upstreams-proven.md has the lines of " + FOLDER.resolve(server + ".md")
                            + " (a run of some methods makes some lines only)")
                    .contains(lines);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

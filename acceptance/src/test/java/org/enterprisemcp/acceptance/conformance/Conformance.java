package org.enterprisemcp.acceptance.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.enterprisemcp.bootstrap.log.Logging;
import org.enterprisemcp.bootstrap.settings.Environment;

/**
 * {@code ./emcp conformance}: the official suites against the fixtures, one line a set. Exits with 0 if all is well, with 1 on
 * any failure and on any warning without an excuse. {@code --serve PORT} serves the fixtures and nothing else.
 */
public final class Conformance {

    private static final List<String> REVISIONS = List.of("2025-11-25", "2026-07-28");

    /** What stays in the line before, and why. The newest suite has no excuses of ours. */
    private static final Map<String, String> EXCUSED_BEFORE = Map.of();

    private static final Map<String, String> EXCUSED =
            Map.of("tasks-status-notifications", "the suite itself always skips it");

    private final Path results;
    private final Path home;
    private final Map<String, Map<String, List<String>>> known = KnownChecks.load();

    private Conformance(Path results) {
        this.results = results;
        this.home = empty(results.resolve("home"));
    }

    /** See the class; the results of the suites lie in {@code target/conformance} of the working directory afterwards. */
    public static void main(String[] arguments) {
        Logging.configure(Environment.of(Map.of("LOG_LEVEL", "WARN")));
        int status;
        if (arguments.length == 0) {
            status = new Conformance(Path.of("target/conformance").toAbsolutePath()).run(System.out) ? 0 : 1;
        } else {
            status = serve(Integer.parseInt(arguments[1]));
        }
        // Helidon and the sandbox leave threads that wait.
        System.exit(status);
    }

    private static int serve(int port) {
        try (FixtureServer fixtures = FixtureServer.start(port)) {
            System.out.println(
                    "The fixtures of the conformance suites are at " + fixtures.url() + "; Ctrl-C ends them.");
            new CountDownLatch(1).await();
        } catch (IllegalStateException taken) {
            System.err.println(taken.getMessage());
            return 1;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private boolean run(PrintStream out) {
        List<String> complaints = new ArrayList<>();
        try (FixtureServer fixtures = FixtureServer.start(0)) {
            for (String revision : REVISIONS) {
                report(requirements(revision, fixtures.url()), out, complaints);
            }
            report(lineBefore(fixtures.url()), out, complaints);
        }
        try (AuthorizationSuite authorization = new AuthorizationSuite(OfficialSuite.newest(home))) {
            for (String revision : REVISIONS) {
                report(authorization(authorization, revision), out, complaints);
            }
        }
        complaints.forEach(out::println);
        return complaints.isEmpty();
    }

    private static void report(Verdict verdict, PrintStream out, List<String> complaints) {
        out.println(verdict.line());
        verdict.remarks().forEach(remark -> out.println("    " + remark));
        verdict.complaints().forEach(complaint -> complaints.add("FAILED " + verdict.set() + ": " + complaint));
    }

    private Verdict requirements(String revision, String url) {
        Requirements required = Requirements.of(
                Path.of("npm/node_modules/@modelcontextprotocol/conformance/requirements", revision + ".yaml"));
        return judged(
                revision,
                required,
                EXCUSED,
                OfficialSuite.newest(home),
                List.of("server", "--url", url, "--requirements", revision));
    }

    private Verdict lineBefore(String url) {
        OfficialSuite suite = OfficialSuite.lineBefore(home);
        return judged(
                "0.1.16",
                Requirements.printed(suite.print("list", "--server")),
                EXCUSED_BEFORE,
                suite,
                List.of("server", "--url", url, "--suite", "all"));
    }

    private Verdict judged(
            String set, Requirements required, Map<String, String> excused, OfficialSuite suite, List<String> words) {
        Path folder = empty(results.resolve(set));
        Map<String, List<Check>> found = suite.run(folder, words, keepingIn(folder));
        return new Verdict(set, required, known.getOrDefault(set, Map.of()), excused, found);
    }

    private Verdict authorization(AuthorizationSuite suite, String revision) {
        String set = "authorization " + revision;
        Path folder = empty(results.resolve(set.replace(' ', '-')));
        return new Verdict(
                set,
                AuthorizationSuite.REQUIRED,
                known.getOrDefault(set, Map.of()),
                Map.of(),
                suite.run(revision, folder, keepingIn(folder)));
    }

    /** What a suite prints lies beside its results. */
    private static Consumer<String> keepingIn(Path folder) {
        Path file = folder.resolve("printed.txt");
        return line -> {
            try {
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        };
    }

    /** The folder, without what a run before has left in it. */
    private static Path empty(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }
}

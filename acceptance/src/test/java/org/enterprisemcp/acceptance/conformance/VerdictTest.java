package org.enterprisemcp.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing passes for conforming that did not run, broke off or was warned of. */
class VerdictTest {

    private static final Requirements TWO = new Requirements(List.of("ping"), List.of("extra"));
    private static final Check GOOD = new Check("good", "SUCCESS", "");

    @Test
    void complainsOfAScenarioThatDidNotRun() {
        Verdict verdict = verdict(TWO, Map.of("ping", List.of(GOOD)));
        assertThat(verdict.complaints()).containsExactly("extra did not run");
        assertThat(verdict.line()).contains("scenarios 1/1", "unscored: scenarios 0/1");
    }

    @Test
    void complainsOfAFailureInAnUnscoredScenarioToo() {
        Verdict verdict = verdict(
                TWO,
                Map.of(
                        "ping", List.of(GOOD),
                        "extra", List.of(GOOD, new Check("bad", "FAILURE", "because\nof this"))));
        assertThat(verdict.complaints()).containsExactly("extra: FAILURE bad: because of this");
        assertThat(verdict.line()).contains("scenarios 1/1, checks 1/1", "scenarios 0/1, checks 1/2");
    }

    @Test
    void complainsOfAScenarioThatBrokeOff() {
        Verdict verdict = new Verdict(
                "set",
                new Requirements(List.of("ping"), List.of()),
                Map.of("ping", List.of("good", "good", "second")),
                Map.of(),
                Map.of("ping", List.of(GOOD)));
        assertThat(verdict.complaints())
                .containsExactly("ping: the check good was not made", "ping: the check second was not made");
        assertThat(verdict.line()).contains("checks 1/3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARNING", "SKIPPED"})
    void complainsOfWhatIsNeitherGoodNorBad(String status) {
        Map<String, List<Check>> found = Map.of("ping", List.of(GOOD, new Check("odd", status, "")));
        Requirements one = new Requirements(List.of("ping"), List.of());
        assertThat(verdict(one, found).complaints()).containsExactly("ping: " + status + " odd");

        Verdict excused = new Verdict("set", one, Map.of(), Map.of("odd", "a reason"), found);
        assertThat(excused.complaints()).isEmpty();
        assertThat(excused.remarks()).singleElement().asString().contains("odd", "a reason");
    }

    @Test
    void isContentWithAllThatIsGood() {
        Verdict verdict = verdict(TWO, Map.of("ping", List.of(GOOD, GOOD), "extra", List.of(GOOD)));
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.line())
                .endsWith("scenarios 1/1, checks 2/2; unscored: scenarios 1/1, checks 1/1; warnings 0");
    }

    @Test
    void readsTheListsOfTheSuites() {
        assertThat(Requirements.parse("""
                        server: [ping, tools-list]
                        client: [initialize]
                        not_scored:
                          - {scenario: extra, leg: server, reason: pending}
                          - {scenario: auth, leg: client, reason: extension}
                        """))
                .isEqualTo(new Requirements(List.of("ping", "tools-list"), List.of("extra")));
        assertThat(Requirements.printed("Server scenarios:\n  - ping [2025-06-18]\n  - tools-list [2025-11-25]\n"))
                .isEqualTo(new Requirements(List.of("ping", "tools-list"), List.of()));
    }

    @Test
    void readsWhatTheSuitesLeave(@TempDir Path results) throws Exception {
        String checks = """
                [{"id": "a", "status": "SUCCESS"}, {"id": "b", "status": "INFO"},
                 {"id": "c", "status": "FAILURE", "errorMessage": "why"}]""";
        for (String folder : List.of(
                "server-tools-list-2026-01-02T03-04-05-678Z",
                "authorization-server-authorization-code-grant-2026-01-02T03-04-05-678Z",
                "something-else")) {
            Files.writeString(Files.createDirectory(results.resolve(folder)).resolve("checks.json"), checks);
        }
        List<Check> read = List.of(new Check("a", "SUCCESS", ""), new Check("c", "FAILURE", "why"));
        assertThat(OfficialSuite.read(results))
                .containsOnly(Map.entry("tools-list", read), Map.entry("authorization-code-grant", read));
    }

    private static Verdict verdict(Requirements required, Map<String, List<Check>> found) {
        return new Verdict("set", required, Map.of(), Map.of(), found);
    }
}

package org.enterprisemcp.acceptance.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The workflows run nowhere in this build; so they are read. */
class WorkflowsTest {

    private static final Pattern WORD = Pattern.compile("(?m)^\\s*\\./emcp +([a-z]+)");
    private static final Pattern HELP = Pattern.compile("(?m)^  ([a-z]+)(?: |$)");
    private static final Pattern SCRIPT = Pattern.compile("(?m)^\\s*(deploy/\\S+)");

    @Test
    void nothingMayBeWrittenUnlessAJobSaysSoAndNoActionFloats() {
        for (Path file : workflows()) {
            Map<?, ?> workflow = workflow(file);
            assertThat(workflow.get("permissions")).as(file.toString()).isEqualTo(Map.of("contents", "read"));
            for (Map<?, ?> step : steps(workflow)) {
                if (step.get("uses") instanceof String action) {
                    assertThat(action).as(file.toString()).matches("actions/[a-z-]+@v\\d+\\.\\d+\\.\\d+");
                }
            }
            assertThat(Checkout.read(file)).doesNotContain("pull_request_target", "write-all", "secrets.");
        }
    }

    @Test
    void everyWordAndScriptThatIsRunIsThere() {
        String emcp = Checkout.read(Checkout.ROOT.resolve("emcp"));
        String help = emcp.substring(emcp.indexOf("usage:"), emcp.indexOf("\nTEXT\n"));
        List<String> words =
                HELP.matcher(help).results().map(found -> found.group(1)).toList();
        assertThat(words).contains("test", "acceptance", "conformance");
        List<String> used = new ArrayList<>();
        for (Path file : workflows()) {
            for (Map<?, ?> step : steps(workflow(file))) {
                if (step.get("run") instanceof String run) {
                    WORD.matcher(run).results().forEach(found -> used.add(found.group(1)));
                    SCRIPT.matcher(run)
                            .results()
                            .forEach(found -> assertThat(Files.isExecutable(Checkout.ROOT.resolve(found.group(1))))
                                    .as(found.group(1))
                                    .isTrue());
                }
            }
        }
        assertThat(words).containsAll(used);
        assertThat(used).contains("test", "acceptance", "conformance");
    }

    private static List<Path> workflows() {
        List<Path> files = Checkout.filesBelow(Checkout.ROOT.resolve(".github/workflows"), ".yml");
        assertThat(files).hasSize(3);
        return files;
    }

    private static Map<?, ?> workflow(Path file) {
        return new Yaml().load(Checkout.read(file));
    }

    private static List<Map<?, ?>> steps(Map<?, ?> workflow) {
        Map<?, ?> jobs = (Map<?, ?>) requireNonNull(workflow.get("jobs"));
        return jobs.values().stream()
                .flatMap(job -> ((List<?>) requireNonNull(((Map<?, ?>) job).get("steps"))).stream())
                .<Map<?, ?>>map(step -> (Map<?, ?>) step)
                .collect(Collectors.toList());
    }
}

package org.enterprisemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The workflows run nowhere in this build; so they are read. */
class WorkflowsTest {

    private static final Pattern WORD = Pattern.compile("(?m)^\\s*\\./emcp +([a-z]+)");
    private static final Pattern OPTION = Pattern.compile("(?m)^\\s*\\./emcp +[a-z]+ +(--[a-z]+)");
    private static final Pattern HELP = Pattern.compile("(?m)^  ([a-z]+)(?: |$)");
    private static final Pattern SCRIPT = Pattern.compile("(?m)^\\s*((?:deploy/|\\.ci/)[^\\s\"]+)");
    private static final Pattern MODULES = Pattern.compile("-pl \"?([^\\s\"]+)");
    private static final Pattern PROFILE = Pattern.compile(" -P([a-z,]+)");
    private static final Pattern MACHINE = Pattern.compile("[a-z]+-\\d[\\d.]*");
    private static final Pattern PINNED =
            Pattern.compile("(?m)^ *- uses: actions/[a-z-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+$");

    @Test
    void nothingMayBeWrittenUnlessAJobSaysSoAndThatJobRunsNoCodeOfTheRepository() {
        for (Path file : workflows()) {
            Map<?, ?> workflow = workflow(file);
            assertThat(workflow.get("permissions")).as(file.toString()).isEqualTo(Map.of("contents", "read"));
            for (Map<?, ?> job : jobs(workflow)) {
                if (job.containsKey("permissions")) {
                    assertThat(steps(job))
                            .as(file.toString())
                            .allSatisfy(step -> assertThat(String.valueOf(step.get("uses")) + step.get("run"))
                                    .doesNotContain("actions/checkout", "mvn", "./emcp", "deploy/", "npm"));
                }
            }
            assertThat(Checkout.read(file)).doesNotContain("pull_request_target", "write-all", "secrets.");
        }
    }

    @Test
    void noActionAndNoMachineFloats() {
        for (Path file : workflows()) {
            String text = Checkout.read(file);
            assertThat(text.lines().filter(line -> line.contains("uses:")))
                    .as(file.toString())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).matches(PINNED));
            for (Map<?, ?> job : jobs(workflow(file))) {
                assertThat((String) job.get("runs-on")).as(file.toString()).matches(MACHINE);
                assertThat(job.get("timeout-minutes")).as(file.toString()).isInstanceOf(Integer.class);
                steps(job).stream()
                        .filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout"))
                        .forEach(step -> assertThat(((Map<?, ?>) part(step, "with")).get("persist-credentials"))
                                .as(file.toString())
                                .isEqualTo(false));
            }
        }
    }

    @Test
    void everyWordScriptModuleAndProfileThatIsRunIsThere() {
        String emcp = Checkout.read(Checkout.ROOT.resolve("emcp"));
        String help = emcp.substring(emcp.indexOf("usage:"), emcp.indexOf("\nTEXT\n"));
        Set<String> words = found(HELP, help);
        Set<String> used = new TreeSet<>();
        Set<String> scripts = new TreeSet<>();
        for (String run : runs()) {
            used.addAll(found(WORD, run));
            scripts.addAll(found(SCRIPT, run));
            assertThat(found(OPTION, run)).allSatisfy(option -> assertThat(help).contains("[" + option + " "));
            found(MODULES, run)
                    .forEach(list -> assertThat(list.split(","))
                            .allSatisfy(module -> assertThat(Checkout.ROOT
                                            .resolve(module.replaceFirst("^!", ""))
                                            .resolve("pom.xml"))
                                    .exists()));
            found(PROFILE, run)
                    .forEach(profile -> assertThat(Checkout.modules())
                            .as(profile)
                            .anySatisfy(module -> assertThat(Checkout.read(module.resolve("pom.xml")))
                                    .contains("<id>" + profile + "</id>")));
        }
        assertThat(words).containsAll(used);
        assertThat(used).contains("test", "conformance", "image");
        assertThat(scripts)
                .contains(".ci/run", "deploy/release/assets.sh", "deploy/release/reproducible.sh")
                .allSatisfy(script -> assertThat(Files.isExecutable(Checkout.ROOT.resolve(script)))
                        .as(script)
                        .isTrue());
    }

    private static List<Path> workflows() {
        List<Path> files = Checkout.filesBelow(Checkout.ROOT.resolve(".github/workflows"), ".yml");
        assertThat(files).hasSize(3);
        return files;
    }

    private static Map<?, ?> workflow(Path file) {
        return new Yaml().load(Checkout.read(file));
    }

    private static Object part(Map<?, ?> whole, String name) {
        return Objects.requireNonNull(whole.get(name), name);
    }

    private static List<Map<?, ?>> jobs(Map<?, ?> workflow) {
        List<Map<?, ?>> jobs = new ArrayList<>();
        ((Map<?, ?>) part(workflow, "jobs")).values().forEach(job -> jobs.add((Map<?, ?>) job));
        return jobs;
    }

    private static List<Map<?, ?>> steps(Map<?, ?> job) {
        List<Map<?, ?>> steps = new ArrayList<>();
        ((List<?>) part(job, "steps")).forEach(step -> steps.add((Map<?, ?>) step));
        return steps;
    }

    private static List<String> runs() {
        return workflows().stream()
                .flatMap(file -> jobs(workflow(file)).stream())
                .flatMap(job -> steps(job).stream())
                .filter(step -> step.get("run") instanceof String)
                .map(step -> (String) step.get("run"))
                .toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(each -> found.add(each.group(1)));
        return found;
    }
}

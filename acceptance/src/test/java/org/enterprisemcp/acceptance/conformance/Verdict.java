package org.enterprisemcp.acceptance.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a suite found, against what it was to look for.
 *
 * @param set the name under which it is printed
 * @param required the scenarios
 * @param known the ids of the checks that each scenario made when the lists were frozen, one by one as often as they came: a
 *     scenario that breaks off makes fewer, and must not look better for it
 * @param excused ids of warnings and omissions that stay, each with its reason
 * @param found the checks of each scenario that ran
 */
record Verdict(
        String set,
        Requirements required,
        Map<String, List<String>> known,
        Map<String, String> excused,
        Map<String, List<Check>> found) {

    /** One line for people. */
    String line() {
        StringBuilder line = new StringBuilder(String.format(
                "%-26s scenarios %s, checks %s", set, scenarios(required.scored()), checks(required.scored())));
        if (!required.unscored().isEmpty()) {
            line.append(String.format(
                    "; unscored: scenarios %s, checks %s",
                    scenarios(required.unscored()), checks(required.unscored())));
        }
        return line.append("; warnings ").append(count("WARNING")).toString();
    }

    /** What else is to be said: each warning and omission that is excused, and why. */
    List<String> remarks() {
        return all().stream()
                .flatMap(scenario -> unusual(scenario)
                        .filter(check -> excused.containsKey(check.id()))
                        .map(check -> check.status().toLowerCase(Locale.ROOT) + " " + scenario + " " + check.id() + ": "
                                + excused.get(check.id())))
                .toList();
    }

    /** Everything that must not be; nothing, if the server conforms. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String scenario : all()) {
            List<Check> checks = found.getOrDefault(scenario, List.of());
            if (checks.isEmpty()) {
                complaints.add(scenario + " did not run");
                continue;
            }
            checks.stream()
                    .filter(check -> check.is("FAILURE"))
                    .forEach(check -> complaints.add(said(scenario, check)));
            unusual(scenario)
                    .filter(check -> !excused.containsKey(check.id()))
                    .forEach(check -> complaints.add(said(scenario, check)));
            missing(scenario).forEach(id -> complaints.add(scenario + ": the check " + id + " was not made"));
        }
        return complaints;
    }

    private String scenarios(List<String> names) {
        long good = names.stream().filter(this::passed).count();
        return good + "/" + names.size();
    }

    private boolean passed(String scenario) {
        List<Check> checks = found.getOrDefault(scenario, List.of());
        return !checks.isEmpty() && checks.stream().noneMatch(check -> check.is("FAILURE"));
    }

    private String checks(List<String> names) {
        long good = names.stream().mapToLong(name -> count(name, "SUCCESS")).sum();
        long bad = names.stream()
                .mapToLong(
                        name -> Math.max(count(name, "FAILURE"), missing(name).size()))
                .sum();
        return good + "/" + (good + bad);
    }

    /** The known checks that came too rarely with any outcome. */
    private List<String> missing(String scenario) {
        List<String> missing = new ArrayList<>(known.getOrDefault(scenario, List.of()));
        found.getOrDefault(scenario, List.of()).forEach(check -> missing.remove(check.id()));
        return missing;
    }

    private Stream<Check> unusual(String scenario) {
        return found.getOrDefault(scenario, List.of()).stream()
                .filter(check -> check.is("WARNING") || check.is("SKIPPED"));
    }

    private long count(String status) {
        return all().stream().mapToLong(scenario -> count(scenario, status)).sum();
    }

    private long count(String scenario, String status) {
        return found.getOrDefault(scenario, List.of()).stream()
                .filter(check -> check.is(status))
                .count();
    }

    private List<String> all() {
        List<String> all = new ArrayList<>(required.scored());
        all.addAll(required.unscored());
        return all;
    }

    private static String said(String scenario, Check check) {
        return scenario + ": " + check.status() + " " + check.id()
                + (check.message().isEmpty()
                        ? ""
                        : ": " + check.message().lines().collect(Collectors.joining(" ")));
    }
}

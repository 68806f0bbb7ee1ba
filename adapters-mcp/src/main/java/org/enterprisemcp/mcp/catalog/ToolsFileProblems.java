package org.enterprisemcp.mcp.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;

/** Everything that is wrong with a tools file, each with its place: {@code file:line: tools[0].name: what and how to mend it}. */
final class ToolsFileProblems {

    private static final Pattern INDEX = Pattern.compile("/([0-9]+)(?=/|$)");

    private record Problem(String pointer, int line, String text) {}

    private final ToolsFile file;
    private final List<Problem> problems = new ArrayList<>();

    ToolsFileProblems(ToolsFile file) {
        this.file = file;
    }

    /** @param pointer where it is, as a JSON pointer */
    void add(String pointer, String what) {
        int line = file.line(pointer);
        problems.add(new Problem(pointer, line, file.name() + ":" + line + ": " + place(pointer) + what));
    }

    /** Whether there is one at that place or in it. */
    boolean in(String pointer) {
        return problems.stream().anyMatch(problem -> (problem.pointer() + "/").startsWith(pointer + "/"));
    }

    /** Ends in one failure that names them all in the order of the file, if there are any. */
    void check() {
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(Problem::text)
                    .distinct()
                    .toList());
        }
    }

    private static String place(String pointer) {
        if (pointer.isEmpty()) {
            return "";
        }
        String dotted = INDEX.matcher(pointer).replaceAll("[$1]").replace('/', '.');
        return dotted.substring(1).replace("~1", "/").replace("~0", "~") + ": ";
    }
}

package org.enterprisemcp.upstream.generic;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one descriptor, each with its place: {@code file:line: field.path: what and how to mend it}. */
final class Problems {

    private final String file;
    private final List<String> found = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String path, String what) {
        found.add(at(line, path) + ": " + what);
    }

    /** Notes something that works, but seldom as it was meant. */
    void warn(int line, String path, String what) {
        warnings.add(at(line, path) + ": " + what);
    }

    /** A place in the file as problems name it. */
    String at(int line, String path) {
        return file + ":" + line + ": " + path;
    }

    List<String> found() {
        return List.copyOf(found);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }
}

package org.enterprisemcp.sandbox.netsuite.books;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The definition files beside this class: blocks of indented lines under a heading, {@code #} before a remark. */
final class Definitions {

    private Definitions() {}

    /**
     * A block of a definition file.
     *
     * @param heading its first line
     * @param lines the indented lines below it, without their indent
     */
    record Block(String heading, List<String> lines) {}

    static List<Block> read(String file) {
        List<Block> blocks = new ArrayList<>();
        text(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> {
                    if (line.startsWith(" ")) {
                        blocks.getLast().lines().add(line.strip());
                    } else {
                        blocks.add(new Block(line.strip(), new ArrayList<>()));
                    }
                });
        return blocks;
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(Definitions.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

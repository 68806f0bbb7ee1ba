package org.enterprisemcp.acceptance.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of this checkout. */
final class Checkout {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Checkout() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The files below a folder whose names end so, in order. */
    static List<Path> filesBelow(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The folders of the modules, whatever the build knows of them. */
    static List<Path> modules() {
        List<Path> modules = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(ROOT)) {
            for (Path folder : folders) {
                if (Files.isRegularFile(folder.resolve("pom.xml"))) {
                    modules.add(folder);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return modules;
    }

    /** Below {@code src/main} or {@code src/test} of every module, the files whose names end so. */
    static List<Path> sources(String kind, String ending) {
        return modules().stream()
                .map(module -> module.resolve("src").resolve(kind))
                .filter(Files::isDirectory)
                .flatMap(folder -> filesBelow(folder, ending).stream())
                .toList();
    }
}

package org.enterprisemcp.acceptance.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The names of the rooms, written once so that no rule can aim at one that does not exist, and what stands in them. */
final class House {

    static final String ROOT = "org.enterprisemcp";
    static final String DOMAIN = ROOT + ".domain";
    static final String APPLICATION = ROOT + ".application";
    static final String UPSTREAM = ROOT + ".upstream";
    static final String REST = UPSTREAM + ".rest";
    static final String GENERIC = UPSTREAM + ".generic";
    static final String NETSUITE = UPSTREAM + ".netsuite";
    static final String MCP = ROOT + ".mcp";
    static final String OAUTH = ROOT + ".oauth";
    static final String STORE = ROOT + ".store";
    static final String TELEMETRY = ROOT + ".telemetry";
    static final String AZURE = ROOT + ".azure";
    static final String BOOTSTRAP = ROOT + ".bootstrap";
    static final String TESTKIT = ROOT + ".testkit";
    static final String SANDBOX = ROOT + ".sandbox";

    /** Every room; a rule over a room without classes would pass for nothing. */
    static final List<String> ROOMS = List.of(
            DOMAIN,
            APPLICATION,
            REST,
            GENERIC,
            NETSUITE,
            MCP,
            OAUTH,
            STORE,
            TELEMETRY,
            AZURE,
            BOOTSTRAP,
            TESTKIT,
            SANDBOX);

    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private House() {}

    /** The product's own classes, without tests. */
    static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    /** All source files of the modules. */
    static List<Path> sources() {
        List<Path> sources = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(CHECKOUT)) {
            for (Path module : modules) {
                if (Files.isDirectory(module.resolve("src"))) {
                    sources.addAll(filesBelow(module.resolve("src"), ".java"));
                }
            }
            return sources;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The files below a folder whose names end so. */
    static List<Path> filesBelow(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

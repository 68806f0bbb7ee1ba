package org.enterprisemcp.acceptance;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A local repository of Maven for builds beside this one: the libraries are this build's own, by links, and the house's artifacts
 * are those that it has just made. What those builds install stays here.
 */
final class ScratchRepository implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String HOUSE = "enterprisemcp";

    private final Path folder;
    private final String version;
    private final List<Path> links = new ArrayList<>();

    /** @param folder where it is to be */
    ScratchRepository(Path folder, String version) throws IOException {
        this.folder = folder;
        this.version = version;
        Path libraries = libraries();
        linkAll(libraries, Files.createDirectories(folder), "org");
        linkAll(libraries.resolve("org"), Files.createDirectories(folder.resolve("org")), HOUSE);
        Path parent = Files.createDirectories(home("enterprise-mcp"));
        Files.copy(ROOT.resolve("pom.xml"), parent.resolve("enterprise-mcp-" + version + ".pom"));
    }

    /** Where this build has its libraries from. */
    private static Path libraries() {
        try {
            Path jar = Path.of(Test.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // REPOSITORY/org/junit/jupiter/junit-jupiter-api/VERSION/JAR
            for (int up = 0; up < 6; up++) {
                jar = jar.resolve("..").normalize();
            }
            return jar;
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void linkAll(Path from, Path to, String but) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.equals(but)) {
                    links.add(Files.createSymbolicLink(to.resolve(name), entry));
                }
            }
        }
    }

    /** Puts in what a module's build has made, as an install does. */
    void install(Path module) throws IOException {
        String artifact = "enterprise-mcp-" + module.getFileName();
        Path home = Files.createDirectories(home(artifact));
        String file = artifact + "-" + version;
        Files.copy(module.resolve("pom.xml"), home.resolve(file + ".pom"));
        Files.copy(module.resolve("target").resolve(file + ".jar"), home.resolve(file + ".jar"));
    }

    private Path home(String artifact) {
        return folder.resolve("org").resolve(HOUSE).resolve(artifact).resolve(version);
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** Cuts the links, so that whoever throws the folder away cannot follow them. */
    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }
}

package org.enterprisemcp.acceptance.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of the machine with a database of its own, on loopback only; its files go when it is closed. */
final class PostgreSql implements AutoCloseable {

    /** Where Debian puts the programs, one folder for each version. */
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /** Whom Debian's package runs it as; it refuses to be root. */
    private static final String USER = "postgres";

    private static final int LONGEST_SECONDS = 60;

    private final int port = ForeignProcess.freePort();
    private final Path folder;
    private final ForeignProcess server;

    PostgreSql() {
        try {
            // Not below a folder of JUnit's: nobody else may look into those.
            folder = Files.createTempDirectory("enterprise-mcp-pg");
            if (isRoot()) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
            }
            Path programs = programs();
            Path data = folder.resolve("data");
            run(command(
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + data,
                    "--auth=trust",
                    "--username=" + USER,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync"));
            server = new ForeignProcess(
                    command(
                            programs.resolve("postgres").toString(),
                            "-D",
                            data.toString(),
                            "-p",
                            String.valueOf(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=" + folder,
                            "-c",
                            "fsync=off"),
                    port,
                    folder.resolve("log.txt"));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    String url() {
        return "postgres://" + USER + "@127.0.0.1:" + port + "/" + USER;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Path programs() throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(DEBIAN)) {
                versions.forEach(version -> folders.add(version.resolve("bin")));
            }
        }
        for (String folder :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1)) {
            folders.add(Path.of(folder));
        }
        return folders.stream()
                .filter(each -> Files.isExecutable(each.resolve("initdb")))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("There is no PostgreSQL. Install it: apt-get install postgresql"));
    }

    private ProcessBuilder command(String... words) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        all.addAll(List.of(words));
        return new ProcessBuilder(all).directory(folder.toFile());
    }

    private static void run(ProcessBuilder command) throws IOException {
        Path log = Files.createTempFile("enterprise-mcp-initdb", ".txt");
        try {
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(command.command() + ": " + Files.readString(log));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        } finally {
            Files.delete(log);
        }
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException unremovable) {
            throw new UncheckedIOException(unremovable);
        }
    }
}

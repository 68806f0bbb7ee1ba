package org.enterprisemcp.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.enterprisemcp.testkit.LoopbackServer;

/** A real Keycloak with the realm {@code acme}, one client and one user. The build has unpacked it. */
final class Keycloak implements AutoCloseable {

    static final String CLIENT = "enterprise-mcp";
    static final String SECRET = "a-secret-of-the-tests";
    static final String USER = "ann";
    static final String PASSWORD = "ann's password";

    private static final Path FOLDER = Path.of("target/keycloak").toAbsolutePath();

    private final int port = OAuthProduct.freePort();
    private final Process process;

    /** @param callback where users are sent back to */
    Keycloak(String callback) {
        try {
            Path home = unpacked();
            // A database of an earlier run would keep that run's callback: Keycloak imports no realm that it knows.
            forget(home.resolve("data"));
            Path realms = Files.createDirectories(home.resolve("data/import"));
            String realm = Files.readString(Path.of("src/test/resources/keycloak-realm.json"));
            Files.writeString(realms.resolve("acme.json"), realm.replace("{callback}", callback));
            ProcessBuilder start = new ProcessBuilder(List.of(
                            "sh",
                            home.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--import-realm",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port))
                    .redirectErrorStream(true);
            start.environment().put("JAVA_HOME", System.getProperty("java.home"));
            start.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
            process = start.start();
            awaitReady();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path unpacked() throws IOException {
        try (var folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory).findFirst().orElseThrow();
        } catch (IOException missing) {
            throw new AssertionError("Keycloak is not there; ./emcp acceptance fetches it", missing);
        }
    }

    private static void forget(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** It says so itself; what it prints after that is read and forgotten, or it would stand still. */
    private void awaitReady() throws IOException {
        StringBuilder printed = new StringBuilder();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
            if (line.contains("Listening on:")) {
                Thread.ofVirtual().start(() -> forget(lines));
                return;
            }
        }
        throw new AssertionError("Keycloak did not start: " + printed);
    }

    private static void forget(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException stopped) {
            // Its output ends with it.
        }
    }

    /** This server as a client of that realm, in front of an API. */
    static Map<String, String> client(LoopbackServer api) {
        return new HashMap<>(Map.of(
                "UPSTREAM_KIND",
                "generic",
                "UPSTREAM_API_BASE_URL",
                api.baseUrl(),
                "UPSTREAM_OAUTH_CLIENT_ID",
                CLIENT,
                "UPSTREAM_OAUTH_CLIENT_SECRET",
                SECRET));
    }

    /** The token that the API was shown last. */
    static String lastToken(LoopbackServer api) {
        return api.requests()
                .getLast()
                .headers()
                .getOrDefault("authorization", "")
                .substring("Bearer ".length());
    }

    int port() {
        return port;
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/acme";
    }

    String endpoint(String name) {
        return issuer() + "/protocol/openid-connect/" + name;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}

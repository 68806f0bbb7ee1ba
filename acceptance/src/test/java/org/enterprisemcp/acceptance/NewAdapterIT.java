package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.testkit.McpProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ./emcp new-adapter} makes is an adapter: it builds, keeps its contracts, and the server calls it by its name. Made in a
 * copy of this checkout and in a folder of its own, and thrown away.
 */
class NewAdapterIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern TESTS =
            Pattern.compile("(?m)^\\[\\S+] Tests run: (\\d+), Failures: 0, Errors: 0, Skipped: 0$");
    private static final Set<String> LEFT_OUT = Set.of("target", "node_modules", ".git", "docs");
    private static final List<String> MADE_BEFORE = List.of(
            "domain",
            "testkit",
            "application",
            "adapters-upstream-generic",
            "adapters-upstream-netsuite",
            "adapters-mcp",
            "adapters-oauth",
            "adapters-store",
            "adapters-telemetry",
            "adapters-azure");

    @TempDir
    private Path folder;

    private ScratchRepository repository() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        ScratchRepository repository = new ScratchRepository(folder.resolve("repository"), version.group(1));
        for (String module : MADE_BEFORE) {
            repository.install(ROOT.resolve(module));
        }
        return repository;
    }

    @Test
    void insideItIsOneModuleMoreAndNoJavaIsEdited() throws Exception {
        Path copy = folder.resolve("checkout");
        copy(ROOT, copy);
        run(copy, "sh", "emcp", "new-adapter", "acme-shop");
        Path module = copy.resolve("adapters-upstream-acme-shop");
        try (ScratchRepository repository = repository()) {
            assertTestsRan(maven(repository, copy, "package", "-pl", "adapters-upstream-acme-shop"));
            repository.install(module);
            maven(repository, copy, "package", "-pl", "bootstrap", "-Dmaven.test.skip=true");
        }
        try (Fake fake = new Fake(module, "org.enterprisemcp.upstream.acmeshop.AcmeShopFake")) {
            assertServes(copy.resolve("bootstrap/target/enterprise-mcp.jar"), fake, Map.of());
        }
    }

    @Test
    void outsideItIsAJarThatIsPutBesideTheServer() throws Exception {
        Path own = folder.resolve("own");
        run(ROOT, "sh", "emcp", "new-adapter", "acme-shop", "--outside", own.toString(), "--package", "com.acme.shop");
        try (ScratchRepository repository = repository()) {
            assertTestsRan(maven(repository, own, "verify"));
        }
        try (Fake fake = new Fake(own, "com.acme.shop.AcmeShopFake")) {
            Map<String, String> settings =
                    Map.of("MCP_ADAPTERS_DIR", own.resolve("target").toString());
            assertServes(ROOT.resolve("bootstrap/target/enterprise-mcp.jar"), fake, settings);
        }
    }

    private static void assertServes(Path jar, Fake fake, Map<String, String> more) throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                jar.toString(),
                "http");
        Map<String, String> settings = new HashMap<>(more);
        settings.put("UPSTREAM_KIND", "acme-shop");
        settings.put("UPSTREAM_API_BASE_URL", fake.baseUrl());
        settings.put("UPSTREAM_ACCESS_TOKEN", fake.token());
        settings.put("MCP_PORT", "0");
        command.environment().putAll(settings);
        try (ServerProcess server = new ServerProcess(command)) {
            assertCreatesAndReads(server);
        }
    }

    private static void assertCreatesAndReads(ServerProcess server) {
        Map<String, Object> payload = Map.of("name", "Acme Ltd", "city", "Bern");
        McpProbe probe = new McpProbe(server.port()).open("2025-11-25");
        JsonNode created = probe.call("create_record", Map.of("record_type", "customers", "payload", payload));
        assertThat(created.at("/structuredContent/ok").booleanValue())
                .as(created.toString())
                .isTrue();
        String id = created.at("/structuredContent/data/record_id").asText("");
        JsonNode read = probe.call("get_record", Map.of("record_type", "customers", "record_id", id));
        assertThat(read.at("/structuredContent/data").toString()).contains("Acme Ltd", "Bern");
    }

    /** The output of a build that went well, offline, with the libraries of this one. */
    private static String maven(ScratchRepository repository, Path where, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("mvn", "-o", "-B", "-ntp", "-Dstyle.color=never"));
        command.add("-Dmaven.repo.local=" + repository);
        command.addAll(List.of(words));
        return run(where, command.toArray(String[]::new));
    }

    private static String run(Path where, String... command) throws Exception {
        ProcessBuilder process = new ProcessBuilder(command).directory(where.toFile());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        File log = Files.createTempFile("emcp", ".log").toFile();
        int status =
                process.redirectErrorStream(true).redirectOutput(log).start().waitFor();
        String said = Files.readString(log.toPath(), StandardCharsets.UTF_8);
        Files.delete(log.toPath());
        assertThat(status).as(String.join(" ", command) + "\n" + said).isZero();
        return said;
    }

    private static void assertTestsRan(String said) {
        Matcher tests = TESTS.matcher(said);
        assertThat(tests.find()).as(said).isTrue();
        assertThat(Integer.parseInt(tests.group(1))).isGreaterThan(45);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                if (LEFT_OUT.contains(String.valueOf(each.getFileName())) && !isPackage(each)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(each)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Files.copy(each, to.resolve(from.relativize(each)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isPackage(Path each) {
        return each.toString().contains(File.separator + "src" + File.separator);
    }

    /** The made adapter's own fake, which nobody outside its package sees. */
    private static final class Fake implements AutoCloseable {

        private final URLClassLoader loader;
        private final Object fake;

        Fake(Path made, String type) throws Exception {
            URL classes = made.resolve("target").resolve("test-classes").toUri().toURL();
            loader = new URLClassLoader(new URL[] {classes}, NewAdapterIT.class.getClassLoader());
            Constructor<?> constructor = Class.forName(type, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            fake = constructor.newInstance();
        }

        String baseUrl() throws Exception {
            Method baseUrl = fake.getClass().getDeclaredMethod("baseUrl");
            baseUrl.setAccessible(true);
            return String.valueOf(baseUrl.invoke(fake));
        }

        String token() throws Exception {
            var token = fake.getClass().getDeclaredField("TOKEN");
            token.setAccessible(true);
            return String.valueOf(token.get(null));
        }

        @Override
        public void close() throws IOException {
            try (loader) {
                Method close = fake.getClass().getDeclaredMethod("close");
                close.setAccessible(true);
                close.invoke(fake);
            } catch (ReflectiveOperationException unexpected) {
                throw new IOException(unexpected);
            }
        }
    }
}

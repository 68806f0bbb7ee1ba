package org.enterprisemcp.acceptance.docs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apiguardian.api.API;
import org.enterprisemcp.application.UpstreamCall;
import org.enterprisemcp.domain.port.Upstream;
import org.enterprisemcp.testkit.FakeUpstream;
import org.enterprisemcp.upstream.rest.RestEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.util.ReflectionUtils;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.opentest4j.AssertionFailedError;
import org.slf4j.Logger;
import org.slf4j.jul.JDK14LoggerFactory;

/**
 * A project of somebody who has the artifacts that authors of tests and adapters get, and no other: tests are compiled against them
 * and run with them, in a JVM of their own.
 */
final class BareProject {

    private static final Pattern COUNTS = Pattern.compile("passed=(\\d+) failed=(\\d+)");
    private static final String RUNNER = """
            import java.io.PrintWriter;
            import java.util.Arrays;
            import org.junit.platform.engine.discovery.DiscoverySelectors;
            import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
            import org.junit.platform.launcher.core.LauncherFactory;
            import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

            class Runner {
                public static void main(String[] classes) {
                    var summary = new SummaryGeneratingListener();
                    var request = LauncherDiscoveryRequestBuilder.request()
                            .selectors(Arrays.stream(classes).map(DiscoverySelectors::selectClass).toList())
                            .build();
                    LauncherFactory.create().execute(request, summary);
                    summary.getSummary().printFailuresTo(new PrintWriter(System.out, true));
                    System.out.println("passed=" + summary.getSummary().getTestsSucceededCount()
                            + " failed=" + summary.getSummary().getTotalFailureCount());
                }
            }
            """;

    private final Path classes;
    private final List<Path> classPath;

    /** What a run came to. */
    record Outcome(int passed, int failed, String said) {}

    /** @param leftOut libraries that it lacks, by a class of each */
    BareProject(Path folder, Class<?>... leftOut) {
        classes = folder.resolve("classes");
        Stream<Class<?>> house = Stream.of(Upstream.class, UpstreamCall.class, FakeUpstream.class, RestEngine.class);
        Stream<Class<?>> libraries = Stream.of(
                ObjectMapper.class,
                JsonFactory.class,
                JsonProperty.class,
                HttpClient.class,
                HttpRequest.class,
                HttpVersionPolicy.class,
                Logger.class,
                JDK14LoggerFactory.class,
                Nullable.class,
                Test.class,
                JupiterTestEngine.class,
                ReflectionUtils.class,
                TestEngine.class,
                Launcher.class,
                AssertionFailedError.class,
                API.class);
        classPath = Stream.concat(
                        house, libraries.filter(library -> !List.of(leftOut).contains(library)))
                .map(BareProject::home)
                .toList();
        compile("Runner", RUNNER);
    }

    /** Fails with what the compiler says where it does not compile. */
    void compile(String name, String text) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Path source = Files.createDirectories(classes).resolve(name + ".java");
            Files.writeString(source, text);
            List<String> options =
                    List.of("-d", classes.toString(), "-cp", path(), "-proc:none", "-Xlint:all,-classfile", "-Werror");
            if (!compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new AssertionError(name + " does not compile: " + said);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Runs tests that were compiled. */
    Outcome run(String... tests) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", path(), "Runner"));
        command.addAll(List.of(tests));
        try {
            Process running =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            running.waitFor();
            Matcher counts = COUNTS.matcher(said);
            if (!counts.find()) {
                throw new AssertionError("the tests did not run: " + said);
            }
            return new Outcome(Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2)), said);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    private String path() {
        return Stream.concat(Stream.of(classes), classPath.stream())
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /** The jar or folder that a class came from. */
    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

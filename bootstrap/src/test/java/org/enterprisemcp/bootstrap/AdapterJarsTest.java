package org.enterprisemcp.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.bootstrap.settings.Transport;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterJarsTest {

    /** An adapter that says it was asked, by refusing. */
    private static final String PROVIDER = """
            import java.time.Clock;
            import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
            import org.enterprisemcp.domain.port.*;

            public final class Shop implements UpstreamProvider {
                @Override public String name() { return "shop"; }
                @Override public Upstream create(Settings settings, Clock clock) {
                    throw new InvalidConfiguration("SHOP", "was asked");
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void refusesAFolderThatIsNotThere() {
        assertRefused(folder.resolve("nowhere"), "MCP_ADAPTERS_DIR: must be a folder with at least one jar");
    }

    @Test
    void refusesAFolderWithoutAJar() throws IOException {
        Files.writeString(folder.resolve("adapter.zip"), "");
        assertRefused(folder, "MCP_ADAPTERS_DIR: must be a folder with at least one jar");
    }

    @Test
    void findsTheAdapterThatIsInOne() throws IOException {
        jar();
        assertRefused(folder, "SHOP: was asked");
    }

    @Test
    void leavesTheThreadAsItWas() throws IOException {
        jar();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        assertRefused(folder, "SHOP: was asked");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private static void assertRefused(Path adapters, String why) {
        Map<String, String> settings = Map.of("UPSTREAM_KIND", "shop", "MCP_ADAPTERS_DIR", adapters.toString());
        assertThatThrownBy(() -> Assembly.of(Environment.of(settings), Transport.HTTP))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        refusal -> assertThat(refusal.problems())
                                .anySatisfy(problem -> assertThat(problem).startsWith(why)));
    }

    private void jar() throws IOException {
        Path source = Files.writeString(folder.resolve("Shop.java"), PROVIDER);
        assertThat(Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK")
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString()))
                .isZero();
        try (OutputStream file = Files.newOutputStream(folder.resolve("shop.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("Shop.class"));
            Files.copy(folder.resolve("Shop.class"), jar);
            jar.putNextEntry(new JarEntry("META-INF/services/org.enterprisemcp.domain.port.UpstreamProvider"));
            jar.write("Shop".getBytes(StandardCharsets.UTF_8));
        }
    }
}

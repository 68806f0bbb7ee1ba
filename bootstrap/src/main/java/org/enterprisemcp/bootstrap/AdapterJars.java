package org.enterprisemcp.bootstrap;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.enterprisemcp.bootstrap.settings.SettingsReader;

/**
 * The jars of a folder, beside the server's own: adapters that a team keeps in a repository of its own. Service loaders find what is
 * in them while the house is put together; the jars stay open as long as the process lives.
 */
final class AdapterJars {

    private final Optional<ClassLoader> loader;

    private AdapterJars(Optional<ClassLoader> loader) {
        this.loader = loader;
    }

    /** What the operator put there, which may be nothing. */
    static AdapterJars of(SettingsReader reader) {
        String folder = reader.textOr(EnvironmentKey.MCP_ADAPTERS_DIR, "");
        if (folder.isEmpty()) {
            return new AdapterJars(Optional.empty());
        }
        List<URL> jars = jars(folder);
        if (jars.isEmpty()) {
            reader.problem(
                    EnvironmentKey.MCP_ADAPTERS_DIR,
                    "must be a folder with at least one jar that this process may read; unset it where there is none");
            return new AdapterJars(Optional.empty());
        }
        return new AdapterJars(
                Optional.of(new URLClassLoader(jars.toArray(URL[]::new), AdapterJars.class.getClassLoader())));
    }

    private static List<URL> jars(String folder) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(folder), "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException | InvalidPathException unreadable) {
            return List.of();
        }
        return jars.stream()
                .sorted()
                .filter(Files::isReadable)
                .map(AdapterJars::url)
                .toList();
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("every file has a URL", impossible);
        }
    }

    /** Does the work with these jars among what service loaders find. */
    <T> T among(Supplier<T> work) {
        if (loader.isEmpty()) {
            return work.get();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader.get());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

package org.enterprisemcp.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.bootstrap.Application;
import org.enterprisemcp.bootstrap.settings.Environment;

/**
 * The server of a test: in this process; or, with {@code -Dimage.root=FOLDER}, what an image would start: a process of the
 * runtime, the jar and the cache that lie there, of which a test sees nothing but its answers.
 */
public final class Served implements AutoCloseable {

    private static final String LAUNCHER = "opt/enterprise-mcp/enterprise-mcp";

    private final int port;
    private final String url;
    private final Runnable stop;

    private Served(int port, String url, Runnable stop) {
        this.port = port;
        this.url = url;
        this.stop = stop;
    }

    public static Served start(Map<String, String> settings) {
        Optional<Path> launcher = launcher();
        if (launcher.isEmpty()) {
            Application application = Application.start(Environment.of(settings));
            return new Served(application.port(), application.url(), application::close);
        }
        ProcessBuilder command = new ProcessBuilder(launcher.get().toString(), "http");
        Map<String, String> environment = command.environment();
        Map<String, String> machine = new HashMap<>(environment);
        environment.clear();
        environment.put("PATH", machine.getOrDefault("PATH", ""));
        // A cache out of force is fatal, not only slow.
        environment.put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");
        environment.putAll(settings);
        ServerProcess process = new ServerProcess(command);
        return new Served(process.port(), "http://127.0.0.1:" + process.port() + "/mcp", process::close);
    }

    /** The command line of the server as a process of its own. */
    static List<String> command(String transport) {
        return launcher()
                .map(launcher -> List.of(launcher.toString(), transport))
                .orElseGet(() -> List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.enterprisemcp.bootstrap.Main",
                        transport));
    }

    private static Optional<Path> launcher() {
        Optional<Path> root = Optional.ofNullable(System.getProperty("image.root"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).resolve(LAUNCHER));
        root.filter(launcher -> !Files.isExecutable(launcher)).ifPresent(missing -> {
            throw new AssertionError(
                    "there is no " + missing + "; ./emcp acceptance --image makes it and says where it is");
        });
        return root;
    }

    public int port() {
        return port;
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        stop.run();
    }
}

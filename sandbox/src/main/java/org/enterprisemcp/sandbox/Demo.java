package org.enterprisemcp.sandbox;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.enterprisemcp.bootstrap.Application;
import org.enterprisemcp.bootstrap.log.Logging;
import org.enterprisemcp.bootstrap.page.ClientSetup;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.enterprisemcp.domain.error.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./emcp demo}: the sandbox and the server in front of it, ready for a client. Ends with both when it is stopped. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "A sandbox business system and the MCP server in front of it, on this machine.")
public final class Demo implements Callable<Integer> {

    private static final String NAME = "Enterprise MCP demo";
    private static final int LARGEST_PORT = 65_535;
    private static final String HOW_TO_SIGN_IN = """

                --oauth: the client opens a browser by itself. Allow it, then submit the three pages of the look-alike: the
                user, the password and the role are filled in.
                """;

    @Option(names = "--port", defaultValue = "8000", description = "The server's port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--upstream",
            defaultValue = "netsuite",
            description = "The business system: netsuite, a look-alike, or plain (default: ${DEFAULT-VALUE}).")
    private Face face = Face.NETSUITE;

    @Option(
            names = "--oauth",
            description = "Every user signs in at the look-alike, as in production; every page is filled in already.")
    private boolean signIn;

    @Option(names = "--tools", description = "A file of typed tools (MCP_TOOLS_FILE).")
    private Optional<Path> tools = Optional.empty();

    @Option(names = "--command", defaultValue = "./emcp", hidden = true)
    private String command = "";

    /** What the sandbox can look like. */
    enum Face {
        NETSUITE,
        PLAIN
    }

    private Demo() {}

    /** Runs the demo; exits with 0 when it is stopped, 1 when it cannot start, 2 for a wrong command line. */
    public static void main(String[] arguments) {
        int status = new CommandLine(new Demo())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        if (signIn && face == Face.PLAIN) {
            System.err.println("--oauth needs a business system where users can sign in: leave --upstream plain out.");
            return 2;
        }
        try {
            serve();
            return 0;
        } catch (ConfigurationException unusable) {
            System.err.println(unusable.safeMessage());
            if (unusable.safeMessage().startsWith(EnvironmentKey.MCP_PORT.name())) {
                System.err.println("Try another port: " + command + " demo --port " + otherPort());
            }
            return 1;
        }
    }

    private int otherPort() {
        return port > 0 && port + 10 <= LARGEST_PORT ? port + 10 : 8010;
    }

    private void serve() {
        Logging.configure(Environment.of(Map.of("LOG_LEVEL", "INFO")));
        Stage stage = (switch (face) {
                    case NETSUITE -> signIn ? Stage.netSuiteWithLogin() : Stage.netSuite();
                    case PLAIN -> Stage.plain();
                })
                .with(toolsFile());
        Application application = start(stage);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            application.close();
            stage.end().run();
            Runtime.getRuntime().halt(0);
        }));
        welcome(System.out, application.url(), stage);
        waitForTheEnd();
    }

    private Application start(Stage stage) {
        Map<String, String> settings = new HashMap<>(stage.settings());
        settings.put("MCP_SERVER_NAME", NAME);
        settings.put("MCP_PORT", String.valueOf(port));
        try {
            return Application.start(Environment.of(settings));
        } catch (ConfigurationException unusable) {
            stage.end().run();
            throw unusable;
        }
    }

    /** Absolute, because a client that gets it starts the server in a folder of its own. */
    private Map<String, String> toolsFile() {
        return tools.map(file -> Map.of("MCP_TOOLS_FILE", file.toAbsolutePath().toString()))
                .orElseGet(Map::of);
    }

    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void welcome(PrintStream out, String url, Stage stage) {
        out.println(
                """

                The demo is ready: %4$s, and the MCP server in front of it.

                  MCP endpoint   %1$s

                  status page    %5$s

                %2$s
                Then ask for: %3$s.
                Ctrl-C stops both; nothing is kept.
                """.formatted(url, clients(url, stage), stage.questions(), stage.what(), url.replaceFirst("mcp$", "")));
    }

    private String clients(String url, Stage stage) {
        List<ClientSetup> setups = new ArrayList<>(ClientSetup.http(url, NAME));
        if (!signIn) {
            setups.add(ClientSetup.stdio(NAME, command, List.of("run", "stdio"), new TreeMap<>(stage.settings())));
        }
        String texts = setups.stream()
                .map(setup -> setup.client() + " (" + setup.where() + "):\n\n"
                        + setup.text().indent(2))
                .collect(Collectors.joining("\n"));
        return signIn ? texts + HOW_TO_SIGN_IN : texts;
    }
}

package org.enterprisemcp.bootstrap;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.enterprisemcp.bootstrap.log.Logging;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.bootstrap.settings.Transport;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.oauth.key.KeyRing;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code java -jar enterprise-mcp.jar [stdio|http|sse|doctor|keygen|check-descriptor]}. */
@Command(
        name = "enterprise-mcp",
        description = "An MCP server for a company's business system.",
        mixinStandardHelpOptions = true,
        subcommands = CheckDescriptor.class,
        versionProvider = Main.ManifestVersion.class)
public final class Main implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "stdio|http|sse|doctor|keygen",
            description = "How to serve (default: MCP_TRANSPORT, else stdio), doctor to explain the configuration, or"
                    + " keygen to make a signing key.")
    private Optional<Mode> mode = Optional.empty();

    @Option(
            names = "--probe",
            description = "With doctor: asks the upstream's token endpoint whether it knows this server.")
    private boolean probe;

    /** What the process is for. */
    enum Mode {
        STDIO,
        HTTP,
        SSE,
        DOCTOR,
        KEYGEN
    }

    private static final Set<Mode> SERVING = EnumSet.of(Mode.STDIO, Mode.HTTP, Mode.SSE);

    private Main() {}

    /** Runs the server; exits with 0 after an orderly end, 1 when it cannot start, 2 for a wrong command line. */
    public static void main(String[] arguments) {
        Main main = new Main();
        int status = main.understands(arguments)
                ? main.call()
                : new CommandLine(main)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** The words with which containers and clients start a server. For these the parser would be the longest part of the start. */
    private boolean understands(String[] arguments) {
        return switch (arguments.length) {
            case 0 -> true;
            case 1 -> {
                mode = SERVING.stream()
                        .filter(word -> word.name().equalsIgnoreCase(arguments[0]))
                        .findFirst();
                yield mode.isPresent();
            }
            default -> false;
        };
    }

    @Override
    public Integer call() {
        if (mode.equals(Optional.of(Mode.KEYGEN))) {
            return generateKey();
        }
        try {
            if (mode.isEmpty() || SERVING.contains(mode.get())) {
                HeadStart.begin();
            }
            Environment settings = Environment.ofProcess(Path.of(""));
            Logging.configure(settings);
            return mode.equals(Optional.of(Mode.DOCTOR))
                    ? new Doctor(System.out, probe).examine(settings)
                    : serve(settings);
        } catch (ConfigurationException unusable) {
            System.err.println(unusable.safeMessage());
            System.err.println(unusable.hint());
            return 1;
        }
    }

    /** The key alone on stdout, so that it can be sent to where secrets are kept without being seen. */
    private static int generateKey() {
        System.out.println(KeyRing.generate());
        System.err.println(
                "Set it as MCP_JWT_SIGNING_KEY, the same on every replica, and keep it secret. To replace a key, put the"
                        + " new one first and the old one after a comma, until what the old one signed has ended. It also makes a good"
                        + " ADMIN_TOKEN, but use another one for that.");
        return 0;
    }

    private int serve(Environment environment) {
        Environment settings = environment.withSecrets();
        if (settings != environment) {
            // How to log may have been a reference, too.
            Logging.configure(settings);
        }
        // No constant of this class: no logger may exist before logging is configured.
        settings.unknownKeys().forEach(LoggerFactory.getLogger(Main.class)::warn);
        Transport transport = mode.map(word -> Transport.valueOf(word.name())).orElseGet(() -> Transport.of(settings));
        if (transport == Transport.STDIO) {
            Application.serveStdio(settings);
        } else {
            serveHttp(settings, transport);
        }
        return 0;
    }

    /** Serves until the process is told to stop; a stop by signal is an orderly end and exits with 0. */
    private static void serveHttp(Environment settings, Transport transport) {
        Application application = Application.start(settings, transport);
        OrderlyStop.onSignal(application::close);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The version as {@code --version} prints it. */
    static final class ManifestVersion implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Version.current()};
        }
    }
}

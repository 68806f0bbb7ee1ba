package org.enterprisemcp.bootstrap;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.enterprisemcp.bootstrap.page.PageFacts;
import org.enterprisemcp.bootstrap.page.StatusPage;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.enterprisemcp.bootstrap.settings.ServerConfig;
import org.enterprisemcp.bootstrap.settings.Transport;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.mcp.transport.StdioTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server. It is made from a value and leaves nothing behind when it is closed: tests start as many as they like.
 *
 * <p>Reading order: the settings become an {@link Assembly}; the routing gives it its doors; {@link #close} shuts them again,
 * the outermost first.
 */
public final class Application implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private static final int LONGEST_REQUEST_LINE = 16 * 1024;
    private static final int BACKLOG = 16 * 1024;

    /**
     * How long a stopping server waits, until balancers have turned away and for calls in flight; below the 25 s in which
     * platforms expect it to be gone.
     */
    private static final Duration DRAIN = Duration.ofSeconds(19);

    /** How long it takes at most to tell the others that they waited in vain. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /**
     * Whoever was refused is not the last one to be sent here; what waits to be accepted is cut off when the port closes. Longer
     * than a machine under load takes to come to its next step.
     */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration LONGEST_LINGER = Duration.ofSeconds(3);

    /** How long tasks may go on after that; nobody waits for them, but for what they write. */
    private static final Duration TASKS_END = Duration.ofSeconds(3);

    static final String NOTHING_HERE = "There is nothing here; MCP is at /mcp.";

    private final Assembly assembly;
    private final OperatorPages operators;
    private final InFlight inFlight;
    private final McpDoors mcp;
    private final WebServer server;

    private Application(Assembly assembly, OperatorPages operators, InFlight inFlight, McpDoors mcp, WebServer server) {
        this.assembly = assembly;
        this.operators = operators;
        this.inFlight = inFlight;
        this.mcp = mcp;
        this.server = server;
    }

    /**
     * Starts the server over HTTP.
     *
     * @throws org.enterprisemcp.domain.error.ConfigurationException naming every setting that is missing or unusable
     */
    public static Application start(Settings settings) {
        Transport transport = Transport.of(settings);
        return start(settings, transport == Transport.STDIO ? Transport.HTTP : transport);
    }

    static Application start(Settings settings, Transport transport) {
        Assembly assembly = Assembly.of(settings, transport);
        McpDoors mcp = McpDoors.of(assembly);
        OperatorPages operators = OperatorPages.of(settings, assembly, mcp::counts, Application::nothingHere);
        InFlight inFlight = new InFlight(assembly.clock());
        ServerConfig config = assembly.config();
        AtomicReference<String> ownUrl = new AtomicReference<>("");
        WebServer server = WebServer.builder()
                .host(config.host())
                .port(config.port())
                // Without it a small answer waits 40 ms for the acknowledgement of the one before.
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                // A connection that finds this line full comes back a second later, and the next time after three.
                .backlog(BACKLOG)
                .shutdownHook(false)
                // What is on the class path for operators' logins alone would otherwise work on every request.
                .featuresDiscoverServices(false)
                // The one protocol is named below.
                .protocolsDiscoverServices(false)
                // Answers are bytes, forms are read by what is built in; to look for more takes a start longer.
                .contentEncoding(encodings -> encodings.contentEncodingsDiscoverServices(false))
                .mediaContext(media -> media.mediaSupportsDiscoverServices(false))
                // An authorization request carries a client id that is a whole registration.
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(LONGEST_REQUEST_LINE)
                        // It takes a colon in a query for a mistake. RFC 3986 does not, nor do those who send
                        // iss=https://…
                        .validatePrologue(false)
                        .build())
                .routing(routing -> route(routing, assembly, mcp, operators, inFlight, ownUrl::get))
                .build();
        server.start();
        // A port that is taken is no exception to this web server, it only does not run.
        if (!server.isRunning()) {
            operators.close();
            assembly.close();
            throw new InvalidConfiguration(
                    EnvironmentKey.MCP_PORT.name(),
                    "port " + config.port() + " of " + config.host() + " cannot be used; is another server running"
                            + " there? Choose another port, or 0 for a free one");
        }
        ownUrl.set(base(config.host(), server.port()));
        LOG.info("Serving MCP at {}", url(config.host(), server.port()));
        return new Application(assembly, operators, inFlight, mcp, server);
    }

    /**
     * Serves one client over the process's standard streams until the input ends, or until the process is told to stop: then
     * the calls in flight are answered, and it exits with 0.
     */
    static void serveStdio(Settings settings) {
        try (Assembly assembly = Assembly.of(settings, Transport.STDIO)) {
            StdioTransport transport = new StdioTransport(
                    assembly.identity(),
                    assembly.catalog(),
                    Caller.anonymous(),
                    assembly.config().http().maxBodyBytes(),
                    assembly.modern(),
                    assembly.requests(),
                    assembly.clock());
            AtomicBoolean serving = new AtomicBoolean(true);
            OrderlyStop.onSignal(() -> {
                if (serving.get()) {
                    transport.drain(DRAIN);
                }
            });
            try {
                transport.serveProcess();
            } finally {
                serving.set(false);
            }
        }
    }

    static void route(
            HttpRouting.Builder routing,
            Assembly assembly,
            McpDoors mcp,
            OperatorPages operators,
            InFlight inFlight,
            Supplier<String> ownUrl) {
        routing.addFilter(inFlight);
        // Routes stand at the root and, for gateways that keep the path, under the path of the base URL.
        new LinkedHashSet<>(List.of("", assembly.path())).forEach(prefix -> mcp.route(routing, prefix));
        assembly.proxy().ifPresent(proxy -> proxy.server().route(routing));
        assembly.issuer().ifPresent(issuer -> issuer.resource().route(routing));
        boolean oauthConfigured =
                assembly.filter().isPresent() || assembly.config().oauthClient().isPresent();
        routing.register(
                "/health",
                new HealthEndpoint(
                        HealthChecks.of(assembly, inFlight::draining),
                        oauthConfigured,
                        operators::isOperator,
                        operators::facts));
        operators.registerMetrics(routing, assembly.config().telemetry(), assembly.telemetry());
        statusPage(assembly, operators, inFlight, ownUrl).register(routing);
        operators.register(routing);
        routing.error(
                        HttpException.class,
                        (request, response, refused) -> answer(
                                response, refused.status(), refused.status().reasonPhrase()))
                .error(Throwable.class, Application::mistake);
    }

    private static StatusPage statusPage(
            Assembly assembly, OperatorPages operators, InFlight inFlight, Supplier<String> ownUrl) {
        String upstream = assembly.upstream().guide().title();
        PageFacts facts = new PageFacts(
                assembly.config().serverName(),
                Version.current(),
                upstream,
                () -> assembly.baseUrl().orElseGet(ownUrl),
                assembly.path(),
                switch (assembly.config().auth().mode()) {
                    case PROXY -> "Every user signs in at " + upstream + ", through this server.";
                    case OIDC -> "Every caller brings a token of the company's own issuer.";
                    case NONE -> "Nobody is asked to sign in; the server serves this machine only.";
                },
                () -> !inFlight.draining(),
                operators.info()::uptime,
                assembly.catalog()::tools,
                operators.info()::configuration,
                assembly.config().operators().debug(),
                operators.hasLogin());
        return new StatusPage(facts, operators::operator);
    }

    private static void nothingHere(ServerRequest request, ServerResponse response) {
        answer(response, Status.NOT_FOUND_404, NOTHING_HERE);
    }

    /** The last resort: whatever was thrown, a client sees a sentence, and the log the kind of mistake. */
    private static void mistake(ServerRequest request, ServerResponse response, Throwable mistake) {
        LOG.error("{} {} failed", request.prologue().method(), request.path().path(), mistake);
        answer(response, Status.INTERNAL_SERVER_ERROR_500, "The server made a mistake.");
    }

    private static void answer(ServerResponse response, Status status, String message) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(("{\"error\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /** The port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** The URL of the MCP endpoint on this machine. */
    public String url() {
        return url(assembly.config().host(), server.port());
    }

    private static String url(String host, int port) {
        return base(host, port) + "/mcp";
    }

    private static String base(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Stops: balancers turn away, no new calls, those in flight are answered, then the port is free. */
    @Override
    public void close() {
        Duration delay = assembly.config().shutdownDelay();
        inFlight.leave(delay);
        // First, so that no stream is opened behind those that end now.
        inFlight.refuse();
        mcp.close();
        if (!inFlight.drain(DRAIN.minus(delay))) {
            mcp.abandon();
            inFlight.drain(LAST_WORDS);
        }
        mcp.finish(TASKS_END);
        inFlight.linger(QUIET, LONGEST_LINGER);
        server.stop();
        operators.close();
        assembly.close();
        LOG.info("Stopped");
    }
}

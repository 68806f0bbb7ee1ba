package org.enterprisemcp.sandbox.netsuite;

import io.helidon.webserver.WebServer;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.enterprisemcp.sandbox.netsuite.books.Books;
import org.enterprisemcp.sandbox.netsuite.oauth.Account;
import org.enterprisemcp.sandbox.netsuite.oauth.MachineKey;
import org.enterprisemcp.sandbox.netsuite.oauth.OAuthFace;
import org.enterprisemcp.sandbox.wire.ControlEndpoint;
import org.enterprisemcp.sandbox.wire.SandboxClock;
import org.enterprisemcp.sandbox.wire.SandboxControl;
import org.enterprisemcp.sandbox.wire.Wire;

/**
 * A NetSuite look-alike on loopback (netsuite.md, 5): SuiteTalk REST, SuiteQL and OAuth 2.0 for two accounts with different data,
 * each below a path of its own, {@code http://127.0.0.1:PORT/1234567/…}, and by its host name. In memory only, the same records at
 * every start; clients, secrets and keys are made up at the start. {@link #control()} lets things go wrong, and so does
 * {@code /__sandbox} on a port of its own.
 */
public final class NetSuiteSandbox implements AutoCloseable {

    /** The production account. */
    public static final String PRODUCTION = "1234567";

    /** The same company's sandbox account, with other records. */
    public static final String SANDBOX = "1234567_SB1";

    private static final String HOST = "127.0.0.1";
    private static final String CONTROL = "control";

    private final Accounts accounts = new Accounts(List.of(
            Account.of(PRODUCTION, "Honeycomb Trading", 361), Account.of(SANDBOX, "Honeycomb Trading (sandbox)", 361)));
    private final Map<String, Tenant> tenants = new LinkedHashMap<>();
    private final OAuthFace oauth;
    private final SandboxControl control;
    private final WebServer server;
    private final String controlToken = "control-" + UUID.randomUUID();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * How a sandbox begins.
     *
     * @param clock what its time goes by until it is moved
     * @param big whether each account has 120,000 rows of {@code customrecord_measurement}, more than a query may page through
     * @param redirectUris where users may be sent back to after a login, exactly; {@code /auth/callback} on any port of this
     *     machine always is one
     */
    public record Options(Clock clock, boolean big, List<String> redirectUris) {
        public Options {
            redirectUris = List.copyOf(redirectUris);
        }

        /** The time of this machine, the usual rows, callbacks on this machine. */
        public static Options usual() {
            return new Options(Clock.systemUTC(), false, List.of());
        }

        /** The same with this clock. */
        public Options with(Clock other) {
            return new Options(other, big, redirectUris);
        }

        /** The same with the big number of rows. */
        public Options withManyRows() {
            return new Options(clock, true, redirectUris);
        }

        /** The same with these redirect URIs. */
        public Options redirectingTo(String... uris) {
            return new Options(clock, big, List.of(uris));
        }
    }

    private NetSuiteSandbox(Options options) {
        SandboxClock clock = new SandboxClock(options.clock());
        this.oauth = new OAuthFace(accounts.all(), options.redirectUris(), account -> restUrl(account.id()), clock);
        this.control = new SandboxControl(clock, () -> tenants.values().forEach(Tenant::reset));
        NetSuiteFace face = new NetSuiteFace(accounts, oauth);
        Wire wire = new Wire(face, control, closed);
        this.server = WebServer.builder()
                .host(HOST)
                .port(0)
                .shutdownHook(false)
                // Security on the class path is for operators' logins only; here it would warn that it has nothing to
                // do.
                .featuresDiscoverServices(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(routing -> routing.any(wire))
                .putSocket(
                        CONTROL,
                        socket -> socket.host(HOST)
                                .port(0)
                                .routing(routing ->
                                        routing.register("/__sandbox", new ControlEndpoint(control, controlToken))))
                .build()
                .start();
        Books.Size size = options.big() ? Books.Size.BIG : Books.Size.USUAL;
        for (Account account : accounts.all()) {
            String restRoot = restUrl(account.id()).replaceFirst("/$", "");
            tenants.put(account.id(), Tenant.open(account.id(), size, clock, restRoot));
        }
        face.open(tenants);
    }

    /** Starts a sandbox on a free port. */
    public static NetSuiteSandbox start() {
        return start(Options.usual());
    }

    /** Starts a sandbox on a free port. */
    public static NetSuiteSandbox start(Options options) {
        return new NetSuiteSandbox(options);
    }

    /** Its accounts' ids. */
    public List<String> accounts() {
        return accounts.all().stream().map(Account::id).toList();
    }

    /** Where all of it begins: {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://" + HOST + ":" + server.port();
    }

    /** Where an account's REST services begin: {@code http://127.0.0.1:PORT/1234567/services/rest/}. */
    public String restUrl(String account) {
        return url() + "/" + known(account).id() + "/services/rest/";
    }

    /** An account's login. */
    public String authorizeUrl(String account) {
        return url() + "/" + known(account).id() + "/app/login/oauth2/authorize.nl";
    }

    /** The login where the user picks the account, as on {@code system.netsuite.com}. */
    public String authorizeUrl() {
        return url() + "/app/login/oauth2/authorize.nl";
    }

    /** An account's token endpoint. */
    public String tokenUrl(String account) {
        return restUrl(account) + "auth/oauth2/v1/token";
    }

    /** An account's revocation endpoint. */
    public String revokeUrl(String account) {
        return restUrl(account) + "auth/oauth2/v1/revoke";
    }

    /** The keys that an account's tokens are checked with. */
    public String keysUrl(String account) {
        return restUrl(account) + "auth/oauth2/v1/keys";
    }

    /** The id of the client that keeps a secret. */
    public String clientId() {
        return oauth.clientId();
    }

    /** The secret of {@link #clientId()}. */
    public String clientSecret() {
        return oauth.clientSecret();
    }

    /** The id of the client that keeps no secret. */
    public String publicClientId() {
        return oauth.publicClientId();
    }

    /** The id of the client without a user. */
    public String machineClientId() {
        return oauth.machineClientId();
    }

    /** The secret of {@link #machineClientId()}, in place of an assertion. */
    public String machineClientSecret() {
        return oauth.machineClientSecret();
    }

    /**
     * What {@link #machineClientId()} signs its assertions with: certificate id and private key.
     *
     * @param algorithm PS256, PS384, PS512, ES256, ES384 or ES512
     * @throws IllegalArgumentException for any other
     */
    public MachineKey machineKey(String algorithm) {
        return oauth.machineKey(algorithm);
    }

    /** A bearer token for an account's REST services, without a login. It works for 60 minutes. */
    public String issueToken(String account) {
        return oauth.issueToken(known(account));
    }

    /** A bearer like {@link #issueToken(String)} of a role that may neither delete records nor see employees. */
    public String issueLimitedToken(String account) {
        Account known = known(account);
        return oauth.issueToken(
                known, known.role(String.valueOf(Account.LIMITED)).orElseThrow());
    }

    /** Faults, slots, the journal, the time, a fresh start. */
    public SandboxControl control() {
        return control;
    }

    /** The same over HTTP: {@code http://127.0.0.1:OTHER_PORT/__sandbox}. */
    public String controlUrl() {
        return "http://" + HOST + ":" + server.port(CONTROL) + "/__sandbox";
    }

    /** The bearer token of {@link #controlUrl()}. */
    public String controlToken() {
        return controlToken;
    }

    private Account known(String account) {
        return accounts.named(account)
                .orElseThrow(() -> new IllegalArgumentException("the sandbox has the accounts " + accounts()));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop();
        tenants.values().forEach(Tenant::close);
    }
}

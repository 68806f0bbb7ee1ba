package org.enterprisemcp.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.target.Target;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.oauth.grant.AuthorizationCodes;
import org.enterprisemcp.oauth.grant.GrantAuthority;
import org.enterprisemcp.oauth.grant.GrantOptions;
import org.enterprisemcp.oauth.grant.Grants;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.key.Opaque;
import org.enterprisemcp.oauth.key.SealedStore;
import org.enterprisemcp.oauth.upstream.OAuthClient;
import org.enterprisemcp.oauth.upstream.TokenResponse;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;
import org.enterprisemcp.store.MemoryStateStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs per call to find out who calls, and to have the user's upstream token at hand: with the cache, and with every token
 * verified and every grant read, opened and parsed anew.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class AuthenticationBenchmark {

    private static final String VERIFIER = "v".repeat(43);
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Target TARGET = new Target(Optional.empty(), new BaseUrl("https://api.example.com/"));

    private final KeyRing keys = KeyRing.ephemeral();
    private final Clock clock = Clock.systemUTC();
    private final StateStore store = new SealedStore(new MemoryStateStore(clock), keys);
    private final GrantAuthority cached = authority(10_000);
    private final GrantAuthority uncached = authority(0);
    private Secret token = new Secret("");

    /** Signs one user in. */
    @Setup
    public void signIn() {
        TokenResponse tokens = new TokenResponse(
                new Secret("upstream-access-" + "x".repeat(900)),
                Optional.of(new Secret("upstream-refresh")),
                Optional.empty(),
                Duration.ofHours(10),
                Optional.empty(),
                List.of());
        String grant = cached.grants()
                .begin(new Grants.Login(
                        "client",
                        "subject",
                        "1234567",
                        List.of("mcp:read"),
                        tokens,
                        clock.instant(),
                        Map.of("role", "3", "entity", "7")));
        String code = cached.codes().issue(grant, "client", "http://127.0.0.1/", Opaque.hash(VERIFIER));
        String answer =
                cached.issuance().redeem(new AuthorizationCodes.Redemption(code, "client", VERIFIER, Optional.empty()));
        Matcher access = ACCESS_TOKEN.matcher(answer);
        if (!access.find()) {
            throw new IllegalStateException("no access token");
        }
        token = new Secret(access.group(1));
    }

    /** A caller who called before, within the last two seconds. */
    @Benchmark
    public UpstreamToken hit() {
        return authenticated(cached);
    }

    /** A caller of whom nothing is remembered. */
    @Benchmark
    public UpstreamToken miss() {
        return authenticated(uncached);
    }

    private UpstreamToken authenticated(GrantAuthority authority) {
        Caller caller = authority.bearerTokens().callerOf(token);
        return authority.upstreamTokens().forCaller(caller, TARGET);
    }

    private GrantAuthority authority(int cacheSize) {
        GrantOptions usual = GrantOptions.usual("https://mcp.example.com", "https://mcp.example.com/mcp");
        GrantOptions options = new GrantOptions(
                usual.issuer(),
                usual.resource(),
                usual.accessLifetime(),
                usual.idleLifetime(),
                usual.absoluteLifetime(),
                usual.refreshGrace(),
                usual.expiryBuffer(),
                cacheSize);
        UpstreamLogin login = new UpstreamLogin(
                new OAuthClient("client", new OAuthClient.Proof.Nothing(), List.of(), Optional.empty()),
                new NoServer(),
                new UpstreamLogin.Options(
                        "https://mcp.example.com/auth/callback",
                        Optional.empty(),
                        Set.of(),
                        true,
                        false,
                        Map.of(),
                        Map.of(),
                        Optional.empty()),
                clock);
        return GrantAuthority.of(store, keys, login, options, clock);
    }

    /** An authorization server that nobody asks: the upstream's token is fresh all the time. */
    private static final class NoServer implements UpstreamAuthorizationServer {
        @Override
        public Endpoints endpoints(Optional<AccountId> account) {
            return new Endpoints(
                    "https://login/", "https://login/", Optional.empty(), Optional.empty(), Optional.empty());
        }

        @Override
        public List<String> scopes() {
            return List.of();
        }

        @Override
        public List<String> problemsOf(List<String> scopes) {
            return List.of();
        }

        @Override
        public Optional<AccountId> accountOf(Map<String, String> redirect) {
            return Optional.empty();
        }
    }
}

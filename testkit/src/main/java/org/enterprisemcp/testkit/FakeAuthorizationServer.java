package org.enterprisemcp.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.domain.target.AccountId;

/**
 * An upstream's authorization server over loopback HTTP. Users sign in there by the test's doing what a login page would: it
 * calls {@link #redirectAfterLogin}. Token requests are answered with fresh tokens, or as the test says.
 */
public final class FakeAuthorizationServer implements UpstreamAuthorizationServer, AutoCloseable {

    private final LoopbackServer server = new LoopbackServer(this::answer);
    private final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> revocations = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Map<String, String>> unseenRevocations = new LinkedBlockingQueue<>();
    private final AtomicInteger generation = new AtomicInteger();
    private volatile Optional<String> issuer = Optional.empty();
    private volatile Function<Map<String, String>, LoopbackServer.Reply> script = form -> granted();

    /** What it says when it gives tokens: {@code access-N} and {@code refresh-N}, good for an hour. */
    public LoopbackServer.Reply granted() {
        int number = generation.incrementAndGet();
        return LoopbackServer.json(
                200,
                "{\"access_token\":\"upstream-access-" + number + "\",\"refresh_token\":\"upstream-refresh-" + number
                        + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
    }

    /** Answers token requests so from now on. */
    public void answerTokenRequests(Function<Map<String, String>, LoopbackServer.Reply> answers) {
        script = answers;
    }

    /** The forms that came to the token endpoint; {@code Authorization} stands among the fields where it was sent. */
    public List<Map<String, String>> tokenRequests() {
        return List.copyOf(tokenRequests);
    }

    /** The forms that came to the revocation endpoint. */
    public List<Map<String, String>> revocations() {
        return List.copyOf(revocations);
    }

    /** The next form that comes to the revocation endpoint, where it is told of in the background; fails the test if none does. */
    public Map<String, String> nextRevocation() throws InterruptedException {
        Map<String, String> next = unseenRevocations.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no revocation came");
        }
        return next;
    }

    /** How many connections were made to it, for whatever reason. */
    public int connections() {
        return server.connections();
    }

    /** The parameters of an authorization request that a browser was sent here with. */
    public static Map<String, String> parametersOf(String url) {
        return form(url.substring(url.indexOf('?') + 1));
    }

    /** The path and query by which a browser comes back from a login that went well. */
    public static String redirectAfterLogin(String authorizationUrl, String code) {
        return "/auth/callback?code=" + code + "&state="
                + parametersOf(authorizationUrl).get("state");
    }

    @Override
    public Endpoints endpoints(Optional<AccountId> account) {
        return new Endpoints(
                server.baseUrl() + "authorize",
                server.baseUrl() + "token",
                Optional.of(server.baseUrl() + "revoke"),
                Optional.empty(),
                Optional.empty());
    }

    /** Names itself in redirects from now on, and wants them to be refused that do not (RFC 9207). */
    public void nameIssuer(String name) {
        issuer = Optional.of(name);
    }

    @Override
    public Optional<String> issuer() {
        return issuer;
    }

    @Override
    public boolean namesIssuer() {
        return issuer.isPresent();
    }

    @Override
    public List<String> scopes() {
        return List.of("records");
    }

    @Override
    public List<String> problemsOf(List<String> scopes) {
        return List.of();
    }

    @Override
    public Optional<AccountId> accountOf(Map<String, String> redirect) {
        return Optional.ofNullable(redirect.get("company")).map(AccountId::new);
    }

    private LoopbackServer.Reply answer(LoopbackServer.Request request) {
        Map<String, String> form = form(request.body());
        Optional.ofNullable(request.headers().get("authorization"))
                .ifPresent(header -> form.put("Authorization", header));
        return switch (request.target()) {
            case "/token" -> {
                tokenRequests.add(form);
                yield script.apply(form);
            }
            case "/revoke" -> {
                revocations.add(form);
                unseenRevocations.add(form);
                yield LoopbackServer.json(200, "{}");
            }
            default -> LoopbackServer.html(404, "not here");
        };
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                form.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    @Override
    public void close() {
        server.close();
    }
}

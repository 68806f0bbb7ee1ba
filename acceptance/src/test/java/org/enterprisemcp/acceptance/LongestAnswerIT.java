package org.enterprisemcp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.enterprisemcp.bootstrap.Application;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.mcp.transport.McpHttp;
import org.enterprisemcp.testkit.HttpReply;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Request;
import org.enterprisemcp.testkit.RawHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What platforms cut after 230 s is answered before. A call ends after {@link McpHttp#LONGEST_ANSWER}, which StreamsAtAStopTest shows
 * with a shorter time; here is what can come before it, when the company's own issuer hangs: at most its metadata, then its keys.
 */
class LongestAnswerIT {

    private static final Logger LOG = System.getLogger(LongestAnswerIT.class.getName());
    private static final Duration PLATFORMS_CUT = Duration.ofSeconds(230);
    /** Two places where metadata may stand, 8 s each, and a little time for the machine. */
    private static final Duration METADATA = Duration.ofSeconds(18);

    private static final Duration KEYS = Duration.ofSeconds(10);

    private volatile String silent = "";
    private final LoopbackServer issuer = new LoopbackServer(this::answer);

    private LoopbackServer.Reply answer(Request request) {
        if (request.target().contains(silent)) {
            return LoopbackServer.silence(request);
        }
        String name = issuer.baseUrl();
        return LoopbackServer.json(200, "{\"issuer\":\"" + name + "\",\"jwks_uri\":\"" + name + "/keys\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/", "/keys"})
    void findsOutWhoCallsInTheTimeThatIsLeft(String path) throws Exception {
        silent = path;
        try (issuer;
                Application application = Application.start(Environment.of(Map.of(
                        "UPSTREAM_API_BASE_URL", "http://127.0.0.1:9/",
                        "UPSTREAM_ACCESS_TOKEN", "token",
                        "MCP_AUTH_MODE", "oidc",
                        "MCP_SERVER_BASE_URL", "http://127.0.0.1:8000",
                        "MCP_PORT", "0",
                        "OIDC_ISSUER", issuer.baseUrl(),
                        "OIDC_AUDIENCE", "us")));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            String token = token();
            long begun = System.nanoTime();
            List<Future<HttpReply>> replies = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                replies.add(callers.submit(() -> new RawHttp(application.port())
                        .send("POST", "/mcp", Map.of("Authorization", "Bearer " + token), new byte[0])));
            }
            for (Future<HttpReply> reply : replies) {
                assertThat(reply.get().status()).isBetween(401, 503);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            LOG.log(Level.INFO, "{0} silent: the last of 8 callers was refused after {1} ms", path, took.toMillis());
            assertThat(took).isLessThan(path.equals("/keys") ? KEYS : METADATA);
            assertThat(METADATA.plus(KEYS).plus(McpHttp.LONGEST_ANSWER)).isLessThan(PLATFORMS_CUT);
        }
    }

    /** Signed by nobody, which only the issuer's keys can tell. */
    private String token() {
        long end = System.currentTimeMillis() / 1000 + 600;
        return part("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k\"}") + "."
                + part("{\"iss\":\"" + issuer.baseUrl()
                        + "\",\"aud\":\"us\",\"sub\":\"ann\",\"scope\":\"mcp:read\",\"exp\":" + end + "}")
                + "." + part("s".repeat(64));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

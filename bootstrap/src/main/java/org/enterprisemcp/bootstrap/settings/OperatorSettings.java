package org.enterprisemcp.bootstrap.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.enterprisemcp.domain.target.BaseUrl;
import org.enterprisemcp.domain.token.Secret;

/**
 * Who runs this server, and whether the pages for them are on.
 *
 * @param debug whether there are pages below {@code /debug}
 * @param adminToken the token that proves an operator
 * @param login where operators sign in with a browser
 * @param onlyThisMachine whether nobody but this machine can reach the server by its own address: whoever asks is its operator
 */
public record OperatorSettings(
        boolean debug, Optional<Secret> adminToken, Optional<Login> login, boolean onlyThisMachine) {

    private static final int SHORTEST_TOKEN = 32;

    /**
     * This server as a client of the company's own OpenID provider.
     *
     * @param issuer the provider
     * @param baseUrl this server as a browser sees it, without a slash at the end
     */
    public record Login(String issuer, String clientId, Secret clientSecret, String baseUrl) {}

    private enum Switch {
        FALSE,
        TRUE
    }

    /**
     * Reads the settings; problems stay with the reader.
     *
     * @param host the address that the server listens on
     */
    static OperatorSettings read(SettingsReader settings, String host) {
        Optional<BaseUrl> baseUrl = settings.text(EnvironmentKey.MCP_SERVER_BASE_URL)
                .filter(url -> url.matches("(?i)https?://.+"))
                .flatMap(_ -> settings.value(EnvironmentKey.MCP_SERVER_BASE_URL, BaseUrl::new));
        boolean loopback = BaseUrl.isLoopback(host.equals("::1") ? "[::1]" : host)
                && baseUrl.map(url -> BaseUrl.isLoopback(hostOf(url))).orElse(true);
        return new OperatorSettings(
                settings.choice(EnvironmentKey.DEBUG, Switch.class) == Switch.TRUE,
                adminToken(settings),
                login(settings, baseUrl),
                loopback);
    }

    private static Optional<Secret> adminToken(SettingsReader settings) {
        Optional<Secret> token = settings.secret(EnvironmentKey.ADMIN_TOKEN);
        if (token.filter(secret -> secret.reveal().length() < SHORTEST_TOKEN).isPresent()) {
            settings.problem(
                    EnvironmentKey.ADMIN_TOKEN,
                    "is too short: it needs at least " + SHORTEST_TOKEN + " characters; ./emcp keygen makes one");
        }
        return token;
    }

    private static Optional<Login> login(SettingsReader settings, Optional<BaseUrl> baseUrl) {
        List<EnvironmentKey> keys = List.of(
                EnvironmentKey.ADMIN_OIDC_ISSUER,
                EnvironmentKey.ADMIN_OIDC_CLIENT_ID,
                EnvironmentKey.ADMIN_OIDC_CLIENT_SECRET);
        if (keys.stream().allMatch(key -> settings.text(key).isEmpty())) {
            return Optional.empty();
        }
        Stream.concat(keys.stream(), Stream.of(EnvironmentKey.MCP_SERVER_BASE_URL))
                .filter(key -> settings.text(key).isEmpty())
                .forEach(key -> settings.problem(key, "is needed too, where operators sign in by ADMIN_OIDC_ISSUER"));
        Optional<BaseUrl> issuer = settings.value(EnvironmentKey.ADMIN_OIDC_ISSUER, BaseUrl::new);
        if (baseUrl.isPresent() && !URI.create(baseUrl.get().value()).getPath().equals("/")) {
            settings.problem(
                    EnvironmentKey.ADMIN_OIDC_ISSUER,
                    "operators cannot sign in with a browser where MCP_SERVER_BASE_URL has a path; use ADMIN_TOKEN");
        }
        if (issuer.isEmpty() || baseUrl.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Login(
                settings.textOr(EnvironmentKey.ADMIN_OIDC_ISSUER, ""),
                settings.textOr(EnvironmentKey.ADMIN_OIDC_CLIENT_ID, ""),
                settings.secret(EnvironmentKey.ADMIN_OIDC_CLIENT_SECRET).orElse(new Secret("")),
                withoutSlash(baseUrl.get().value())));
    }

    private static String withoutSlash(String url) {
        return url.substring(0, url.length() - 1);
    }

    private static String hostOf(BaseUrl url) {
        return URI.create(url.value()).getHost();
    }
}

package org.enterprisemcp.bootstrap.operator;

import io.helidon.common.crypto.CryptoException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Security;
import io.helidon.security.SecurityContext;
import io.helidon.security.SecurityEnvironment;
import io.helidon.security.providers.oidc.OidcFeature;
import io.helidon.security.providers.oidc.OidcProvider;
import io.helidon.security.providers.oidc.common.OidcConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.enterprisemcp.bootstrap.settings.OperatorSettings;
import org.enterprisemcp.bootstrap.settings.TrustedProxies;
import org.enterprisemcp.domain.token.Secret;

/**
 * Signs operators in with a browser, through Helidon's OpenID Connect provider. What is weighed about it, property by property, is
 * in docs/adr/0006. The provider sees a request as this class describes it: with the cookies of the browser and with this server's
 * own name, never with the Host header that was sent.
 */
public final class OperatorLogin {

    /** Where the provider sends the browser back to, below the base URL. */
    static final String CALLBACK = "/operators/callback";

    private static final String COOKIE = "emcp_operator";
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
    private static final Duration PROVIDER_TIMEOUT = Duration.ofSeconds(5);
    private static final long SIGNED_IN_SECONDS = 3_600;

    private final URI baseUrl;
    private final OidcConfig oidc;
    private final Security security;
    private final TrustedProxies proxies;

    /** @param proxies who is believed about where a browser is */
    public OperatorLogin(OperatorSettings.Login login, TrustedProxies proxies) {
        this.proxies = proxies;
        this.baseUrl = URI.create(login.baseUrl());
        this.oidc = config(login);
        this.security = Security.builder()
                .disableTracing()
                .addAuthenticationProvider(
                        OidcProvider.builder().oidcConfig(oidc).propagate(false).build(), "operators")
                .build();
    }

    private static OidcConfig config(OperatorSettings.Login login) {
        boolean https = login.baseUrl().startsWith("https:");
        OidcConfig.Builder config = OidcConfig.builder();
        config.identityUri(URI.create(login.issuer()))
                .issuer(login.issuer())
                .clientId(login.clientId())
                .clientSecret(login.clientSecret().reveal())
                .audience(login.clientId())
                .checkAudience(true)
                .validateJwtWithJwk(true)
                .clientTimeout(PROVIDER_TIMEOUT);
        return config.frontendUri(login.baseUrl())
                .redirectUri(CALLBACK)
                .forceHttpsRedirects(https)
                .redirect(true)
                .logoutEnabled(false)
                .useHeader(false)
                .useParam(false)
                .useCookie(true)
                .cookieName(COOKIE)
                .cookieNameIdToken(COOKIE + "_id")
                .cookieNameRefreshToken(COOKIE + "_refresh")
                .cookieNameState(COOKIE + "_state")
                .cookieTenantName(COOKIE + "_tenant")
                .cookieHttpOnly(true)
                .cookieSecure(https)
                .cookieSameSite(SetCookie.SameSite.LAX)
                .cookieMaxAgeSeconds(SIGNED_IN_SECONDS)
                .cookieEncryptionPassword(cookiePassword(login.clientSecret()))
                .cookieEncryptionEnabled(true)
                .cookieEncryptionEnabledIdToken(true)
                .cookieEncryptionEnabledRefreshToken(true)
                .cookieEncryptionEnabledState(true)
                .cookieEncryptionEnabledTenantName(true)
                .build();
    }

    /** The same on every replica, and of no use to anybody who learns it at the provider. */
    private static char[] cookiePassword(Secret clientSecret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(clientSecret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] password = mac.doFinal("enterprise-mcp/v1 operators' cookies".getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(password).toCharArray();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /**
     * Registers the way back from the provider, after everything else: Helidon's feature also registers a handler for all paths,
     * which only the callback may reach.
     *
     * @param nothingHere what answers on all paths that nobody registered
     */
    public void register(HttpRouting.Builder routing, Handler nothingHere) {
        routing.any((request, response) -> {
            if (request.path().path().equals(CALLBACK)) {
                check(request, response);
            } else {
                nothingHere.handle(request, response);
            }
        });
        OidcFeature.create(oidc).setup(routing);
        routing.error(CryptoException.class, (_, response, _) -> refuse(response));
    }

    /**
     * The provider derives the redirect URI from the request here, so under another name it would ask for another one; and a
     * cookie that it cannot decode, or a redirect without a code, is a mistake to it.
     */
    private void check(ServerRequest request, ServerResponse response) {
        String host = Optional.ofNullable(request.authority()).orElse("").toLowerCase(Locale.ROOT);
        if (request.prologue().method().equals(Method.GET)
                && host.equals(baseUrl.getRawAuthority())
                && cookiesDecode(request)
                && request.query().contains("code")) {
            response.next();
        } else {
            refuse(response);
        }
    }

    private static boolean cookiesDecode(ServerRequest request) {
        return request.headers().cookies().toMap().entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith(COOKIE))
                .flatMap(cookie -> cookie.getValue().stream())
                .allMatch(value -> BASE64.matcher(value).matches());
    }

    private static void refuse(ServerResponse response) {
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.status(Status.BAD_REQUEST_400)
                .send("Nobody was signed in. Open the page that you want to see once more."
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a browser signed in before, by its cookies. */
    boolean admits(ServerRequest request) {
        return user(request).isPresent();
    }

    /** The name of whoever signed in before, by the browser's cookies. */
    Optional<String> user(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.COOKIE)) {
            return Optional.empty();
        }
        AuthenticationResponse answer = ask(request);
        return answer.status().isSuccess()
                ? answer.user().map(user -> user.principal().getName())
                : Optional.empty();
    }

    /** Sends the browser to the provider. */
    void send(ServerRequest request, ServerResponse response) {
        AuthenticationResponse answer = ask(request);
        answer.responseHeaders()
                .forEach((name, values) ->
                        response.headers().add(HeaderNames.create(name), values.toArray(String[]::new)));
        response.status(answer.statusCode().orElse(Status.UNAUTHORIZED_401.code()))
                .send();
    }

    /** Cookies that were not made here count as none; the provider would take them for a mistake of its own. */
    private AuthenticationResponse ask(ServerRequest request) {
        boolean withCookies = request.headers().contains(HeaderNames.COOKIE) && cookiesDecode(request);
        try {
            return ask(request, withCookies);
        } catch (CryptoException forged) {
            return ask(request, false);
        }
    }

    private AuthenticationResponse ask(ServerRequest request, boolean withCookies) {
        SecurityEnvironment.Builder environment = SecurityEnvironment.builder()
                .method(request.prologue().method().text())
                .path(request.prologue().uriPath().path())
                .targetUri(URI.create(baseUrl + request.prologue().uriPath().rawPath()))
                .transport(baseUrl.getScheme())
                .header("Host", baseUrl.getRawAuthority())
                .addAttribute("userIp", address(request));
        if (withCookies) {
            environment.header(
                    "Cookie",
                    List.copyOf(request.headers().get(HeaderNames.COOKIE).allValues()));
        }
        SecurityContext context = security.contextBuilder(UUID.randomUUID().toString())
                .env(environment.build())
                .build();
        return context.atnClientBuilder().submit();
    }

    private String address(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress peer
                ? proxies.client(
                                peer.getAddress(),
                                OperatorGuard.values(request, HeaderNames.FORWARDED),
                                OperatorGuard.values(request, HeaderNames.X_FORWARDED_FOR))
                        .getHostAddress()
                : request.remotePeer().host();
    }
}

package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.port.StateStore;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.client.ClientAssertions;
import org.enterprisemcp.oauth.client.Clients;
import org.enterprisemcp.oauth.client.DynamicClients;
import org.enterprisemcp.oauth.client.RedirectRule;
import org.enterprisemcp.oauth.grant.GrantAuthority;
import org.enterprisemcp.oauth.key.KeyRing;
import org.enterprisemcp.oauth.upstream.TokenCheck;
import org.enterprisemcp.oauth.upstream.UpstreamLogin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorization server that MCP clients see (OAuth 2.1), as routes. Refusals become answers here and nowhere else: a page for
 * people, an error object for programs; the reason is logged and never sent.
 */
public final class AuthorizationServer {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationServer.class);

    private final String name;
    private final ServerUrls urls;
    private final Pages pages;
    private final MetadataEndpoint metadata;
    private final DynamicClients registrations;
    private final AuthorizeEndpoint authorize;
    private final Consent consent;
    private final Logins logins;
    private final TokenEndpoint token;
    private final RevokeEndpoint revoke;
    private final Clock clock;

    /**
     * What the server is made of.
     *
     * @param name its name for people
     * @param upstreamName the upstream's
     * @param consent when users are asked
     * @param allowedRedirects what redirect URIs may be, besides being registered
     */
    public record Parts(
            String name,
            String upstreamName,
            ServerUrls urls,
            ConsentMode consent,
            RedirectRule allowedRedirects,
            KeyRing keys,
            StateStore store,
            Clients clients,
            DynamicClients registrations,
            ClientAssertions assertions,
            UpstreamLogin upstream,
            TokenCheck check,
            GrantAuthority authority,
            Clock clock) {}

    public AuthorizationServer(Parts parts) {
        Cookies cookies = new Cookies(parts.keys(), parts.urls().isHttps(), parts.clock());
        ClientAuthentication authentication =
                new ClientAuthentication(parts.clients(), parts.assertions(), parts.urls());
        this.name = parts.name();
        this.urls = parts.urls();
        this.pages = new Pages(parts.name(), parts.upstreamName(), urls);
        this.metadata = new MetadataEndpoint(urls);
        this.registrations = parts.registrations();
        this.logins = new Logins(
                parts.store(),
                parts.upstream(),
                parts.check(),
                parts.authority(),
                cookies,
                parts.keys(),
                urls,
                parts.clock());
        this.consent = new Consent(parts.consent(), pages, cookies, parts.keys(), urls, logins, parts.clock());
        this.authorize = new AuthorizeEndpoint(parts.clients(), parts.allowedRedirects(), urls, consent, parts.clock());
        this.token = new TokenEndpoint(authentication, parts.authority().issuance(), urls, parts.clock());
        this.revoke = new RevokeEndpoint(authentication, parts.authority().revocations(), parts.clock());
        this.clock = parts.clock();
    }

    /** The filter for the MCP endpoint. */
    public static BearerFilter bearerFilter(GrantAuthority authority, ServerUrls urls) {
        return new BearerFilter(authority.bearerTokens(), urls.metadata(), MetadataEndpoint.scopes());
    }

    /** Registers all routes: at the root, and under the path of the base URL. */
    public void route(HttpRouting.Builder routing) {
        routeUnder(routing, "");
        if (!urls.path().isEmpty()) {
            routeUnder(routing, urls.path());
        }
        for (String document : new String[] {"oauth-authorization-server", "openid-configuration"}) {
            Answers.document(routing, "/.well-known/" + document, metadata.authorizationServer());
            if (!urls.path().isEmpty()) {
                Answers.document(routing, "/.well-known/" + document + urls.path(), metadata.authorizationServer());
                Answers.document(routing, urls.path() + "/.well-known/" + document, metadata.authorizationServer());
            }
        }
        new ProtectedResource(name, urls, urls.issuer(), MetadataEndpoint.scopes()).route(routing);
    }

    private void routeUnder(HttpRouting.Builder routing, String prefix) {
        programs(routing, prefix + "/register", registration());
        programs(routing, prefix + "/token", token::serve);
        programs(routing, prefix + "/revoke", revoke::serve);
        people(routing, "GET", prefix + "/authorize", authorize::serve);
        people(routing, "POST", prefix + "/consent", consent::decide);
        people(routing, "GET", prefix + "/auth/callback", logins::comeBack);
    }

    private void programs(HttpRouting.Builder routing, String path, Handler endpoint) {
        routing.post(path, (request, response) -> {
            Cors.allowReading(response);
            try {
                endpoint.handle(request, response);
            } catch (OAuthRefusal refusal) {
                log(path, refusal);
                if (refusal.error().status() == 401 && ClientAuthentication.triesBasic(request)) {
                    response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"" + urls.issuer() + "\"");
                }
                Answers.refusal(response, refusal);
            } catch (TooMuch tooMuch) {
                response.header(HeaderValues.CONNECTION_CLOSE);
                Answers.json(response, tooMuch.status(), Map.of("error", "invalid_request"));
                throw new CloseConnectionException("the rest of the request is not read");
            } catch (StateStore.Unavailable down) {
                LOG.error("event=store_unavailable");
                response.header(HeaderNames.RETRY_AFTER, "5");
                Answers.json(response, 503, Map.of("error", "temporarily_unavailable"));
            }
        });
        routing.options(path, (request, response) -> Cors.preflight(response, "POST"));
        routing.any(path, (request, response) -> Answers.methodNotAllowed(response, "POST"));
    }

    private void people(HttpRouting.Builder routing, String method, String path, Handler endpoint) {
        RateLimit limit = limit();
        Handler page = (request, response) -> {
            try {
                if (limit.admits()) {
                    endpoint.handle(request, response);
                } else {
                    response.header(HeaderNames.RETRY_AFTER, "10");
                    pages.problem(response, 429, "Too many are signing in at this moment. Try again in a minute.");
                }
            } catch (OAuthRefusal refusal) {
                log(path, refusal);
                int status =
                        refusal.error().status() == 401 ? 400 : refusal.error().status();
                pages.problem(response, status, refusal.description());
            } catch (TooMuch tooMuch) {
                response.header(HeaderValues.CONNECTION_CLOSE);
                pages.problem(
                        response, tooMuch.status(), "The request is longer or slower than any client's should be.");
                throw new CloseConnectionException("the rest of the request is not read");
            } catch (StateStore.Unavailable down) {
                LOG.error("event=store_unavailable");
                response.header(HeaderNames.RETRY_AFTER, "5");
                pages.problem(response, 503, "The server cannot look at its state at the moment. Try again later.");
            } catch (Connection unreachable) {
                LOG.error("event=upstream_unreachable");
                response.header(HeaderNames.RETRY_AFTER, "30");
                pages.problem(response, 503, unreachable.safeMessage() + " Try again later.");
            }
        };
        if (method.equals("GET")) {
            routing.get(path, page);
        } else {
            routing.post(path, page);
        }
        routing.any(path, (request, response) -> Answers.methodNotAllowed(response, method));
    }

    /** Each endpoint has its own: a flood of registrations keeps nobody from signing in. */
    private RateLimit limit() {
        return new RateLimit(2_000, 100, clock);
    }

    private Handler registration() {
        RateLimit limit = limit();
        return (request, response) -> {
            if (limit.admits()) {
                byte[] body = Body.of(request, DynamicClients.LARGEST_BODY, clock);
                Answers.json(response, 201, registrations.register(body));
            } else {
                response.header(HeaderNames.RETRY_AFTER, "10");
                Answers.json(response, 429, Map.of("error", "temporarily_unavailable"));
            }
        };
    }

    private static void log(String path, OAuthRefusal refusal) {
        LOG.info(
                "event=refused endpoint={} error={} reason=\"{}\"",
                path.substring(path.lastIndexOf('/') + 1),
                refusal.error().name().toLowerCase(Locale.ROOT),
                refusal.getMessage());
    }
}

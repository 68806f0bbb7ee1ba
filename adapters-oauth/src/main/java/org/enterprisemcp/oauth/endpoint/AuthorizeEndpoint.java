package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.client.Client;
import org.enterprisemcp.oauth.client.Clients;
import org.enterprisemcp.oauth.client.RedirectRule;
import org.enterprisemcp.oauth.client.RedirectUris;

/**
 * The authorization endpoint (RFC 6749 section 4.1.1). As long as it is not certain who asks and where the answer may go, the user
 * sees a page and the browser is sent nowhere; after that the client is told what is wrong.
 */
final class AuthorizeEndpoint {

    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Clients clients;
    private final RedirectRule allowed;
    private final ServerUrls urls;
    private final Consent consent;
    private final Clock clock;

    AuthorizeEndpoint(Clients clients, RedirectRule allowed, ServerUrls urls, Consent consent, Clock clock) {
        this.clients = clients;
        this.allowed = allowed;
        this.urls = urls;
        this.consent = consent;
        this.clock = clock;
    }

    /** @throws OAuthRefusal when the user must see a page */
    void serve(ServerRequest request, ServerResponse response) {
        Parameters query = Parameters.ofQuery(request);
        Client client = clients.find(query.get("client_id"));
        String redirectUri = redirectUri(client, query);
        String state = stateOf(query);
        Transaction bare = new Transaction(client.id(), redirectUri, state, "", List.of(), 0);
        try {
            consent.ask(request, response, client, checked(bare, client, query));
        } catch (OAuthRefusal refusal) {
            response.status(Status.FOUND_302);
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            response.header(
                    HeaderNames.LOCATION, bare.withError(refusal.error(), refusal.description(), urls.issuer()));
            response.send();
        }
    }

    private String redirectUri(Client client, Parameters query) {
        String wanted = query.find("redirect_uri").orElseGet(() -> {
            if (client.redirectUris().size() != 1) {
                throw new OAuthRefusal(OAuthError.INVALID_REQUEST, "redirect_uri is missing.");
            }
            return client.redirectUris().getFirst();
        });
        boolean registered = client.redirectUris().stream().anyMatch(uri -> RedirectUris.matches(uri, wanted));
        if (!registered || !allowed.allows(wanted)) {
            throw new OAuthRefusal(
                    OAuthError.INVALID_REQUEST, "redirect_uri is not one that this client has registered.");
        }
        return wanted;
    }

    /** A state that was given twice is no state: the refusal of the other parameters is still told, without it. */
    private static String stateOf(Parameters query) {
        try {
            return query.find("state").orElse("");
        } catch (OAuthRefusal givenTwice) {
            return "";
        }
    }

    private Transaction checked(Transaction bare, Client client, Parameters query) {
        query.once();
        if (query.find("request").isPresent() || query.find("request_uri").isPresent()) {
            throw new OAuthRefusal(OAuthError.REQUEST_NOT_SUPPORTED, "Request objects are not supported.");
        }
        if (!query.get("response_type").equals("code")) {
            throw new OAuthRefusal(OAuthError.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code.");
        }
        String challenge = query.get("code_challenge");
        if (!query.find("code_challenge_method").orElse("plain").equals("S256")
                || !CHALLENGE.matcher(challenge).matches()) {
            throw new OAuthRefusal(
                    OAuthError.INVALID_REQUEST,
                    "code_challenge_method must be S256 and code_challenge 43 characters of base64url.");
        }
        if (query.find("resource")
                .filter(resource -> !urls.isResource(resource))
                .isPresent()) {
            throw new OAuthRefusal(OAuthError.INVALID_TARGET, "resource must be " + urls.resource() + ".");
        }
        return new Transaction(
                client.id(),
                bare.redirectUri(),
                bare.state(),
                challenge,
                scopes(client, query),
                clock.instant().getEpochSecond());
    }

    private static List<String> scopes(Client client, Parameters query) {
        List<String> wanted = query.find("scope")
                .map(scope -> Stream.of(scope.split(" ", -1))
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList())
                .orElseGet(() -> client.scopes().stream().map(Scope::value).toList());
        if (wanted.isEmpty() || !MetadataEndpoint.scopes().containsAll(wanted)) {
            throw new OAuthRefusal(
                    OAuthError.INVALID_SCOPE,
                    "scope must be some of " + String.join(" ", MetadataEndpoint.scopes()) + ".");
        }
        return wanted.stream().sorted().toList();
    }
}

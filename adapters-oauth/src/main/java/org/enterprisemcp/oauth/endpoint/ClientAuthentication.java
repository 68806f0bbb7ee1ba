package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.client.Client;
import org.enterprisemcp.oauth.client.ClientAssertions;
import org.enterprisemcp.oauth.client.Clients;

/**
 * Who calls an endpoint for programs. Clients are public and just say it, in the form or as the user name of HTTP basic
 * authentication; one that has published keys proves it with a signed assertion (RFC 7523).
 */
final class ClientAuthentication {

    private static final String BASIC = "basic ";
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Clients clients;
    private final ClientAssertions assertions;
    private final Set<String> audiences;

    ClientAuthentication(Clients clients, ClientAssertions assertions, ServerUrls urls) {
        this.clients = clients;
        this.assertions = assertions;
        this.audiences = Set.of(urls.endpoint("token"), urls.issuer());
    }

    /** @throws OAuthRefusal when there is no such client, or it cannot prove that it is the one */
    Client client(ServerRequest request, Parameters form) {
        Optional<String> basic = basic(request);
        Client client = clients.find(basic.isPresent() ? basic.get() : form.get("client_id"));
        Optional<String> assertion = form.find("client_assertion");
        if (client.keys().isPresent() || assertion.isPresent()) {
            if (!form.get("client_assertion_type").equals(ASSERTION_TYPE)) {
                throw new OAuthRefusal(
                        OAuthError.INVALID_CLIENT, "client_assertion_type must be " + ASSERTION_TYPE + ".");
            }
            assertions.check(client, form.get("client_assertion"), audiences);
        }
        return client;
    }

    static boolean triesBasic(ServerRequest request) {
        return request.headers().contains(HeaderNames.AUTHORIZATION)
                && request.headers()
                        .get(HeaderNames.AUTHORIZATION)
                        .get()
                        .toLowerCase(Locale.ROOT)
                        .startsWith(BASIC);
    }

    private static Optional<String> basic(ServerRequest request) {
        if (!triesBasic(request)) {
            return Optional.empty();
        }
        String header = request.headers().get(HeaderNames.AUTHORIZATION).get();
        try {
            String pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            String name = pair.substring(0, Math.max(0, pair.indexOf(':')));
            return Optional.of(URLDecoder.decode(name, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            throw new OAuthRefusal(OAuthError.INVALID_CLIENT, "The Authorization header cannot be read.");
        }
    }
}

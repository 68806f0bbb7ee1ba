package org.enterprisemcp.oauth.endpoint;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.client.Client;
import org.enterprisemcp.oauth.grant.AuthorizationCodes.Redemption;
import org.enterprisemcp.oauth.grant.TokenIssuance;

/** The token endpoint (RFC 6749 section 3.2): tokens for codes and for refresh tokens. */
final class TokenEndpoint {

    private final ClientAuthentication authentication;
    private final TokenIssuance issuance;
    private final ServerUrls urls;

    TokenEndpoint(ClientAuthentication authentication, TokenIssuance issuance, ServerUrls urls) {
        this.authentication = authentication;
        this.issuance = issuance;
        this.urls = urls;
    }

    /** @throws OAuthRefusal with what the client is answered */
    void serve(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        String grantType = form.get("grant_type");
        form.once();
        if (!List.of("authorization_code", "refresh_token").contains(grantType)) {
            throw new OAuthRefusal(
                    OAuthError.UNSUPPORTED_GRANT_TYPE, "grant_type must be authorization_code or refresh_token.");
        }
        Client client = authentication.client(request, form);
        if (!client.grantTypes().contains(grantType)) {
            throw new OAuthRefusal(
                    OAuthError.UNAUTHORIZED_CLIENT, "This client has not registered the grant type " + grantType + ".");
        }
        if (form.find("resource").filter(resource -> !urls.isResource(resource)).isPresent()) {
            throw new OAuthRefusal(OAuthError.INVALID_TARGET, "resource must be " + urls.resource() + ".");
        }
        String answer = grantType.equals("refresh_token")
                ? issuance.refresh(client.id(), form.get("refresh_token"), scopes(form))
                : issuance.redeem(new Redemption(
                        form.get("code"), client.id(), form.get("code_verifier"), form.find("redirect_uri")));
        Answers.json(response, 200, answer);
    }

    private static Optional<List<String>> scopes(Parameters form) {
        return form.find("scope")
                .map(scope -> List.of(scope.split(" ", -1)).stream()
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .sorted()
                        .toList());
    }
}

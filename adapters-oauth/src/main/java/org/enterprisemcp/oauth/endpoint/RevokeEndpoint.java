package org.enterprisemcp.oauth.endpoint;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.client.Client;
import org.enterprisemcp.oauth.grant.Revocations;

/** The revocation endpoint (RFC 7009). Whichever token of a grant comes, the whole grant ends, here and at the upstream. */
final class RevokeEndpoint {

    private final ClientAuthentication authentication;
    private final Revocations revocations;

    RevokeEndpoint(ClientAuthentication authentication, Revocations revocations) {
        this.authentication = authentication;
        this.revocations = revocations;
    }

    /** @throws OAuthRefusal with what the client is answered; an unknown token is no reason */
    void serve(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        form.once();
        String token = form.get("token");
        Client client = authentication.client(request, form);
        revocations.revoke(client.id(), token);
        response.status(Status.OK_200);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send();
    }
}

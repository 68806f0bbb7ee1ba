package org.enterprisemcp.sandbox.netsuite.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.enterprisemcp.sandbox.wire.Request;

/** How a client signs in at the token endpoint: by Basic, or, if it is a public one, by its id alone (netsuite.md, 2). */
final class ClientAuthentication {

    private static final String BASIC = "basic ";

    private final Clients clients;

    ClientAuthentication(Clients clients) {
        this.clients = clients;
    }

    /**
     * Who signs in.
     *
     * @throws OAuthRefusal invalid_request for two ways at once, invalid_client for a wrong one
     */
    OAuthClient signIn(Request request, Form form) throws OAuthRefusal {
        Optional<String> header = request.header("Authorization");
        if (header.isEmpty()) {
            return byBody(form);
        }
        if (form.has("client_secret") || form.has("client_assertion")) {
            throw OAuthRefusal.request();
        }
        OAuthClient client = byBasic(header.get());
        if (form.has("client_id") && !form.field("client_id").equals(client.id())) {
            throw OAuthRefusal.request();
        }
        return client;
    }

    private OAuthClient byBasic(String header) throws OAuthRefusal {
        if (!header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            throw OAuthRefusal.client();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            if (pair.length < 2) {
                throw OAuthRefusal.client();
            }
            String secret = plain(pair[1]);
            return clients.find(plain(pair[0]))
                    .filter(client -> client.hasSecret(secret))
                    .orElseThrow(OAuthRefusal::client);
        } catch (IllegalArgumentException badlyEncoded) {
            throw OAuthRefusal.client();
        }
    }

    /** A secret in the body proves nothing here: NetSuite takes it by Basic only. */
    private OAuthClient byBody(Form form) throws OAuthRefusal {
        return clients.find(form.field("client_id"))
                .filter(client -> client.isPublic() && !form.has("client_secret"))
                .orElseThrow(OAuthRefusal::client);
    }

    private static String plain(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}

package org.enterprisemcp.sandbox.netsuite.oauth;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The three clients of the sandbox: one that keeps a secret, one that cannot, and one without a user. */
final class Clients {

    private final OAuthClient confidential;
    private final OAuthClient open;
    private final OAuthClient machine;

    /** @param redirectUris where users may be sent back to, besides the callbacks on this machine */
    Clients(List<String> redirectUris) {
        confidential = new OAuthClient(
                Unguessable.hex(),
                "Enterprise MCP demo",
                OAuthClient.Kind.CONFIDENTIAL,
                Unguessable.hex(),
                redirectUris);
        open = new OAuthClient(
                Unguessable.hex(), "Enterprise MCP demo, public", OAuthClient.Kind.PUBLIC, "", redirectUris);
        machine = new OAuthClient(
                Unguessable.hex(),
                "Enterprise MCP demo, machine",
                OAuthClient.Kind.MACHINE,
                Unguessable.hex(),
                List.of());
    }

    OAuthClient confidential() {
        return confidential;
    }

    OAuthClient open() {
        return open;
    }

    OAuthClient machine() {
        return machine;
    }

    Optional<OAuthClient> find(String id) {
        return Stream.of(confidential, open, machine)
                .filter(client -> client.id().equals(id))
                .findFirst();
    }
}

package org.enterprisemcp.sandbox.netsuite.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Set;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;

/** {@code token} and {@code revoke} (netsuite.md, 2). */
final class TokenEndpoint {

    private final Clients clients;
    private final ClientAuthentication authentication;
    private final Certificates certificates;
    private final Codes codes;
    private final Grants grants;
    private final Clock clock;

    TokenEndpoint(Clients clients, Certificates certificates, Codes codes, Grants grants, Clock clock) {
        this.clients = clients;
        this.authentication = new ClientAuthentication(clients);
        this.certificates = certificates;
        this.codes = codes;
        this.grants = grants;
        this.clock = clock;
    }

    /** What such an endpoint does with a form. */
    private interface Work {
        Reply of(Form form) throws OAuthRefusal;
    }

    /** @param audiences the token URL in each of its spellings */
    Reply token(Request request, Account account, Set<String> audiences) {
        return answer(request, account, form -> Reply.of(200, tokens(request, form, account, audiences)));
    }

    /** Always 200 for a client that has signed in, whether the token was alive or not (RFC 7009). */
    Reply revoke(Request request, Account account) {
        return answer(request, account, form -> {
            OAuthClient client = authentication.signIn(request, form);
            grants.revoke(account, client, form.required("token"));
            return Reply.empty(200);
        });
    }

    private static Reply answer(Request request, Account account, Work work) {
        Reply reply;
        try {
            reply = request.method().equals("POST")
                    ? work.of(Form.ofBody(request))
                    : OAuthRefusal.method().reply(account).with("Allow", "POST");
        } catch (OAuthRefusal refused) {
            reply = refused.reply(account);
        }
        return reply.with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }

    private ObjectNode tokens(Request request, Form form, Account account, Set<String> audiences) throws OAuthRefusal {
        return switch (form.required("grant_type")) {
            case "authorization_code" -> {
                OAuthClient client = withUsers(authentication.signIn(request, form));
                Codes.Given given = codes.redeem(account, client, form);
                yield grants.begin(
                        account, given.choice().role(), client, given.wanted().scopes());
            }
            case "refresh_token" ->
                grants.refresh(
                        account, withUsers(authentication.signIn(request, form)), form.required("refresh_token"));
            case "client_credentials" -> machine(request, form, account, audiences);
            default -> throw OAuthRefusal.grantType();
        };
    }

    private ObjectNode machine(Request request, Form form, Account account, Set<String> audiences) throws OAuthRefusal {
        if (request.header("Authorization").isEmpty() && form.has("client_assertion")) {
            return asserted(form, account, audiences);
        }
        OAuthClient client = authentication.signIn(request, form);
        if (client.kind() != OAuthClient.Kind.MACHINE) {
            throw OAuthRefusal.unauthorized();
        }
        Set<String> scopes = Scopes.parse(form.field("scope")).orElseThrow(OAuthRefusal::scope);
        return grants.begin(account, account.roles().getFirst(), client, scopes);
    }

    private ObjectNode asserted(Form form, Account account, Set<String> audiences) throws OAuthRefusal {
        if (form.has("client_secret") || !form.required("client_assertion_type").equals(Assertion.TYPE)) {
            throw OAuthRefusal.request();
        }
        Assertion assertion = Assertion.read(form.field("client_assertion"), certificates, audiences, clock.instant());
        OAuthClient client = clients.machine();
        if (!assertion.clientId().equals(client.id())) {
            throw OAuthRefusal.client();
        }
        return grants.begin(account, account.roles().getFirst(), client, assertion.scopes());
    }

    private static OAuthClient withUsers(OAuthClient client) throws OAuthRefusal {
        if (client.kind() == OAuthClient.Kind.MACHINE) {
            throw OAuthRefusal.unauthorized();
        }
        return client;
    }
}

package org.enterprisemcp.sandbox.netsuite.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.enterprisemcp.sandbox.wire.Reply;

/** A request for tokens that is refused, in the words of RFC 6749. NetSuite adds no description. */
final class OAuthRefusal extends Exception {

    private final int status;
    private final String error;

    private OAuthRefusal(int status, String error) {
        super(error, null, false, false);
        this.status = status;
        this.error = error;
    }

    /** Something is missing, doubled or malformed, or the client signs in in two ways. */
    static OAuthRefusal request() {
        return new OAuthRefusal(400, "invalid_request");
    }

    /** Not a POST. */
    static OAuthRefusal method() {
        return new OAuthRefusal(405, "invalid_request");
    }

    /** The client is unknown or does not prove who it is. */
    static OAuthRefusal client() {
        return new OAuthRefusal(401, "invalid_client");
    }

    /** The code or refresh token is wrong, used, run out or revoked, or belongs to something else. */
    static OAuthRefusal grant() {
        return new OAuthRefusal(400, "invalid_grant");
    }

    /** The client may not use this grant. */
    static OAuthRefusal unauthorized() {
        return new OAuthRefusal(400, "unauthorized_client");
    }

    static OAuthRefusal grantType() {
        return new OAuthRefusal(400, "unsupported_grant_type");
    }

    static OAuthRefusal scope() {
        return new OAuthRefusal(400, "invalid_scope");
    }

    Reply reply(Account account) {
        Reply reply = Reply.of(status, JsonNodeFactory.instance.objectNode().put("error", error));
        return status == 401 ? reply.with("WWW-Authenticate", "Basic realm=\"" + account.id() + "\"") : reply;
    }
}

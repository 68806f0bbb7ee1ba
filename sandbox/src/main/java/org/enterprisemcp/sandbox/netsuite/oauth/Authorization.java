package org.enterprisemcp.sandbox.netsuite.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;

/** What becomes of a request at {@code authorize.nl}: a login, an error sent back to the client, or an error page. */
sealed interface Authorization {

    /**
     * A request that is in order.
     *
     * @param client who asks
     * @param redirectUri where the user is sent afterwards
     * @param state what the client recognises its user by
     * @param scopes what it asks for
     * @param challenge the SHA-256 of its verifier, in base64url; empty without PKCE
     */
    record Wanted(OAuthClient client, String redirectUri, String state, Set<String> scopes, String challenge)
            implements Authorization {

        /** Sends the user back with these parameters and the state. */
        Reply back(Map<String, String> parameters) {
            return redirect(redirectUri, parameters, state);
        }
    }

    /**
     * A mistake that the client is told about.
     *
     * @param redirectUri where the user is sent
     * @param error the code of RFC 6749, 4.1.2.1
     * @param state the client's state; empty if it was wrong itself
     */
    record SentBack(String redirectUri, String error, String state) implements Authorization {

        Reply reply() {
            return redirect(redirectUri, Map.of("error", error), state);
        }
    }

    /**
     * A mistake that is shown on a page, because nobody may be redirected by it.
     *
     * @param why for the person in front of it
     */
    record Shown(String why) implements Authorization {}

    /** {@code state}: 22 to 1,024 printable ASCII characters. */
    Pattern STATE = Pattern.compile("[ -~]{22,1024}");

    Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    Set<String> PROMPTS = Set.of("", "login", "consent", "login consent");

    /** Reads and checks a request. */
    static Authorization read(Request request, Clients clients) {
        try {
            Form form = Form.ofQuery(request);
            Optional<OAuthClient> client =
                    clients.find(form.field("client_id")).filter(found -> found.kind() != OAuthClient.Kind.MACHINE);
            String redirectUri = form.field("redirect_uri");
            if (client.isEmpty()) {
                return new Shown("The client_id belongs to no integration of this account.");
            }
            if (!client.get().mayRedirectTo(redirectUri)) {
                return new Shown("The redirect_uri is not one that is registered for "
                        + client.get().name() + ".");
            }
            return read(form, client.get(), redirectUri);
        } catch (OAuthRefusal doubled) {
            return new Shown("A parameter comes twice.");
        }
    }

    private static Authorization read(Form form, OAuthClient client, String redirectUri) {
        String state = STATE.matcher(form.field("state")).matches() ? form.field("state") : "";
        String scope = form.field("scope");
        Optional<Set<String>> scopes = Scopes.parse(scope);
        String challenge = form.field("code_challenge");
        boolean mcp = scope.strip().equals(Scopes.MCP);
        String error = "";
        if (state.isEmpty() || !form.has("response_type")) {
            error = "invalid_request";
        } else if (!form.field("response_type").equals("code")) {
            error = "unsupported_response_type";
        } else if (scopes.isEmpty()) {
            error = "invalid_scope";
        } else if (!isChallenge(form) || (challenge.isEmpty() && (client.isPublic() || mcp))) {
            error = "invalid_request";
        } else if (!PROMPTS.contains(form.field("prompt"))) {
            // Nobody is ever logged in to the sandbox already, so prompt=none cannot be met.
            error = "invalid_request";
        }
        return error.isEmpty()
                ? new Wanted(client, redirectUri, state, scopes.orElse(Set.of()), challenge)
                : new SentBack(redirectUri, error, state);
    }

    /** No PKCE at all, or a challenge by S256: a challenge without a method would be plain. */
    private static boolean isChallenge(Form form) {
        if (!form.has("code_challenge")) {
            return !form.has("code_challenge_method");
        }
        return CHALLENGE.matcher(form.field("code_challenge")).matches()
                && form.field("code_challenge_method").equals("S256");
    }

    private static Reply redirect(String uri, Map<String, String> parameters, String state) {
        String pairs = parameters.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String withState =
                state.isEmpty() ? pairs : "state=" + URLEncoder.encode(state, StandardCharsets.UTF_8) + "&" + pairs;
        return Reply.empty(302)
                .with("Location", uri + (uri.contains("?") ? "&" : "?") + withState)
                .with("Cache-Control", "no-store");
    }
}

package org.enterprisemcp.oauth.endpoint;

import io.helidon.webserver.http.HttpRouting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enterprisemcp.domain.port.BearerTokens;

/** The MCP endpoint as a protected resource (RFC 9728): what it publishes of itself, and who is let in. */
public final class ProtectedResource {

    private final String name;
    private final ServerUrls urls;
    private final String issuer;
    private final List<String> scopes;

    /**
     * The resource.
     *
     * @param name its name for people
     * @param issuer the authorization server whose tokens are good here
     * @param scopes what clients should ask for; empty to leave that to them
     */
    public ProtectedResource(String name, ServerUrls urls, String issuer, List<String> scopes) {
        this.name = name;
        this.urls = urls;
        this.issuer = issuer;
        this.scopes = List.copyOf(scopes);
    }

    /** The filter for the MCP endpoint. */
    public BearerFilter filter(BearerTokens tokens) {
        return new BearerFilter(tokens, urls.metadata(), scopes);
    }

    /** Registers its documents: at the root, with the path inserted, and under the path of the base URL. */
    public void route(HttpRouting.Builder routing) {
        Map<String, Object> document = document();
        String wellKnown = "/.well-known/oauth-protected-resource";
        Answers.document(routing, wellKnown, document);
        Answers.document(routing, wellKnown + "/mcp", document);
        if (!urls.path().isEmpty()) {
            Answers.document(routing, wellKnown + urls.path() + "/mcp", document);
            Answers.document(routing, urls.path() + wellKnown, document);
            Answers.document(routing, urls.path() + wellKnown + "/mcp", document);
        }
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("resource", urls.resource());
        document.put("resource_name", name);
        document.put("authorization_servers", List.of(issuer));
        document.put("bearer_methods_supported", List.of("header"));
        if (!scopes.isEmpty()) {
            document.put("scopes_supported", scopes);
        }
        return document;
    }
}

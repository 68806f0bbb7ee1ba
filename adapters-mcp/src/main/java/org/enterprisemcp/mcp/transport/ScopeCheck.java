package org.enterprisemcp.mcp.transport;

import java.util.Set;
import java.util.TreeSet;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;
import org.enterprisemcp.mcp.catalog.McpCatalog;
import org.enterprisemcp.mcp.catalog.McpTool;

/** Whether a caller may do what a message asks for (2026-07-28, basic/authorization, "Scope Challenge Handling"). */
final class ScopeCheck {

    private final McpCatalog catalog;

    ScopeCheck(McpCatalog catalog) {
        this.catalog = catalog;
    }

    /** @throws ProtocolRefusal with 403, naming all scopes that it takes */
    void check(Request request, Caller caller) {
        Set<Scope> needed = needed(request);
        if (!caller.scopes().containsAll(needed)) {
            throw ProtocolRefusal.insufficientScope(
                    needed,
                    request.id(),
                    "Your access token does not allow this; it takes the scopes "
                            + String.join(
                                    " ",
                                    new TreeSet<>(
                                            needed.stream().map(Scope::value).toList())) + ".");
        }
    }

    /** What a tool says of itself; whatever else looks at the upstream reads. Lists only tell what there is. */
    private Set<Scope> needed(Request request) {
        return switch (request.method()) {
            case "tools/call" ->
                catalog.tool(request.params().path("name").asText())
                        .map(McpTool::scopes)
                        .orElse(Set.of());
            case "resources/read", "resources/subscribe", "completion/complete" -> Set.of(Scope.READ);
            case "subscriptions/listen" ->
                request.params().at("/notifications/resourceSubscriptions").isEmpty() ? Set.of() : Set.of(Scope.READ);
            default -> Set.of();
        };
    }
}

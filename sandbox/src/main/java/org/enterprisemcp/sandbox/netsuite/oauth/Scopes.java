package org.enterprisemcp.sandbox.netsuite.oauth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The scopes of NetSuite (netsuite.md, 2): three that combine, and {@code mcp}, which stands alone. */
final class Scopes {

    static final String REST = "rest_webservices";
    static final String MCP = "mcp";

    private static final Set<String> COMBINABLE = Set.of("restlets", REST, "suite_analytics");

    private Scopes() {}

    /** The scopes in a text, separated by blanks; empty where NetSuite refuses it. */
    static Optional<Set<String>> parse(String text) {
        Set<String> scopes = new LinkedHashSet<>(List.of(text.strip().split(" +")));
        return scopes.equals(Set.of(MCP)) || COMBINABLE.containsAll(scopes) ? Optional.of(scopes) : Optional.empty();
    }
}

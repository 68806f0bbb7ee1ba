package org.enterprisemcp.oauth.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.oauth.OAuthError;
import org.enterprisemcp.oauth.OAuthRefusal;
import org.enterprisemcp.oauth.client.RedirectUris.Kind;

/**
 * What a client says of itself (RFC 7591 section 2), as far as it matters here. Everything else in it is ignored, addresses of logos
 * and pages too: nothing that a client names is ever loaded or linked.
 *
 * @param name fit to be shown
 * @param scopes what it may ask for; all there are unless it says less
 */
record ClientMetadata(String name, List<String> redirectUris, Kind kind, Set<String> grantTypes, Set<Scope> scopes) {

    static final String AUTHORIZATION_CODE = "authorization_code";
    static final String REFRESH_TOKEN = "refresh_token";
    /** What this server knows, in the order in which it says so. */
    static final List<String> GRANT_TYPES = List.of(AUTHORIZATION_CODE, REFRESH_TOKEN);

    private static final int MOST_REDIRECT_URIS = 10;
    private static final String CODE = "code";

    /** For whom it was written. */
    enum Audience {
        /** For this server alone: what it does not know is a mistake. */
        THIS_SERVER,
        /** For every server: what this one does not know is left out. */
        EVERY_SERVER
    }

    /**
     * Reads it.
     *
     * @throws OAuthRefusal invalid_client_metadata or invalid_redirect_uri, naming the field and what to do, without quoting it
     */
    static ClientMetadata of(JsonNode json, Audience audience) {
        if (!json.isObject()) {
            throw invalid("The metadata must be a JSON object.");
        }
        text(json, "token_endpoint_auth_method");
        responseTypes(json);
        Kind kind = kind(json);
        Set<String> grantTypes = grantTypes(json, audience);
        Set<Scope> scopes = scopes(json, audience);
        String name = text(json, "client_name").orElse("");
        return new ClientMetadata(ClientName.shown(name), redirectUris(json, kind, audience), kind, grantTypes, scopes);
    }

    private static Kind kind(JsonNode json) {
        return switch (text(json, "application_type").orElse("native")) {
            case "native" -> Kind.NATIVE;
            case "web" -> Kind.WEB;
            default -> throw invalid("application_type must be native or web.");
        };
    }

    private static void responseTypes(JsonNode json) {
        List<String> types = texts(json, "response_types").orElse(List.of(CODE));
        if (!types.equals(List.of(CODE))) {
            throw invalid("response_types must be a list of code alone.");
        }
    }

    private static Set<String> grantTypes(JsonNode json, Audience audience) {
        Set<String> asked = new TreeSet<>(texts(json, "grant_types").orElse(GRANT_TYPES));
        if (audience == Audience.EVERY_SERVER) {
            asked.retainAll(GRANT_TYPES);
        }
        if (!GRANT_TYPES.containsAll(asked)) {
            throw invalid("grant_types may be authorization_code and refresh_token only.");
        }
        if (!asked.contains(AUTHORIZATION_CODE)) {
            throw invalid("grant_types must contain authorization_code.");
        }
        return asked;
    }

    private static Set<Scope> scopes(JsonNode json, Audience audience) {
        String asked = text(json, "scope").orElse("").strip();
        if (asked.isEmpty()) {
            return Scope.ALL;
        }
        Set<String> values = new LinkedHashSet<>(List.of(asked.split(" +", -1)));
        Set<Scope> known = Scope.ALL.stream()
                .filter(scope -> values.contains(scope.value()))
                .collect(Collectors.toUnmodifiableSet());
        if (audience == Audience.THIS_SERVER && known.size() < values.size()) {
            throw invalid("scope may contain " + line(Scope.ALL) + " only; leave it out to have them all.");
        }
        return known.isEmpty() ? Scope.ALL : known;
    }

    private static List<String> redirectUris(JsonNode json, Kind kind, Audience audience) {
        JsonNode given = json.path("redirect_uris");
        if (!given.isArray() || given.isEmpty()) {
            throw invalid("redirect_uris is missing; list where the user comes back to.");
        }
        if (audience == Audience.THIS_SERVER && given.size() > MOST_REDIRECT_URIS) {
            throw new OAuthRefusal(
                    OAuthError.INVALID_REDIRECT_URI, "redirect_uris has more than " + MOST_REDIRECT_URIS + " entries.");
        }
        List<String> problems = new ArrayList<>();
        Set<String> uris = new LinkedHashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String field = "redirect_uris[" + i + "] ";
            if (given.get(i).isTextual()) {
                String uri = given.get(i).textValue();
                RedirectUris.problem(uri, kind).ifPresent(problem -> problems.add(field + problem));
                uris.add(uri);
            } else {
                problems.add(field + "is no text");
            }
        }
        refuse(problems);
        return List.copyOf(uris);
    }

    /** @throws OAuthRefusal invalid_redirect_uri with all problems, when there is one */
    static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new OAuthRefusal(OAuthError.INVALID_REDIRECT_URI, String.join("; ", problems) + ".");
        }
    }

    /** Scopes as RFC 6749 section 3.3 writes them, always in the same order. */
    static String line(Set<Scope> scopes) {
        return scopes.stream().map(Scope::value).sorted().collect(Collectors.joining(" "));
    }

    static Optional<String> text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw invalid(field + " must be a text.");
        }
        return Optional.of(value.textValue());
    }

    private static Optional<List<String>> texts(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isArray()
                || !StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual)) {
            throw invalid(field + " must be a list of texts.");
        }
        return Optional.of(StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::textValue)
                .toList());
    }

    static OAuthRefusal invalid(String description) {
        return new OAuthRefusal(OAuthError.INVALID_CLIENT_METADATA, description);
    }
}

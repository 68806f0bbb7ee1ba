package org.enterprisemcp.oauth.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enterprisemcp.oauth.OAuthError;

/**
 * What a client asked for at the authorization endpoint, found to be in order. Until the user has agreed it is kept nowhere but,
 * sealed, in the page that asks: a flood of requests costs no memory.
 *
 * @param redirectUri where the answer goes: registered, matched
 * @param state what the client wants back; empty where it sent none
 * @param challenge the hash of the client's verifier (RFC 7636, S256)
 * @param scopes what it asked for
 * @param begunAt in seconds since 1970
 */
record Transaction(
        String clientId, String redirectUri, String state, String challenge, List<String> scopes, long begunAt) {

    static final String PLACE = "transaction";

    /** What only this server says to a client, however the redirect URI spells it. */
    private static final Set<String> ANSWERS =
            Set.of("code", "state", "iss", "error", "error_description", "error_uri");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Transaction {
        scopes = List.copyOf(scopes);
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException everyOneCan) {
            throw new IllegalStateException(everyOneCan);
        }
    }

    static Transaction of(String json) {
        try {
            return JSON.readValue(json, Transaction.class);
        } catch (JsonProcessingException sealedHereSoItIsOne) {
            throw new IllegalStateException(sealedHereSoItIsOne);
        }
    }

    /** The client's redirect URI with a code. */
    String withCode(String code, String issuer) {
        return answer(Map.of("code", code), issuer);
    }

    /** The client's redirect URI with an error (RFC 6749 section 4.1.2.1). */
    String withError(OAuthError error, String description, String issuer) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", error.code());
        answer.put("error_description", description);
        return answer(answer, issuer);
    }

    /** Exactly one {@code iss} (RFC 9207), ours, whatever the redirect URI brings along. */
    private String answer(Map<String, String> answer, String issuer) {
        Map<String, String> query = new LinkedHashMap<>(answer);
        if (!state.isEmpty()) {
            query.put("state", state);
        }
        query.put("iss", issuer);
        String encoded = query.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String base = withoutAnswers();
        return base + (base.contains("?") ? "&" : "?") + encoded;
    }

    private String withoutAnswers() {
        int mark = redirectUri.indexOf('?');
        if (mark < 0) {
            return redirectUri;
        }
        String kept = Stream.of(redirectUri.substring(mark + 1).split("&", -1))
                .filter(pair -> !ANSWERS.contains(URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
        return redirectUri.substring(0, mark) + (kept.isEmpty() ? "" : "?" + kept);
    }
}

package org.enterprisemcp.sandbox.netsuite.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enterprisemcp.sandbox.wire.QueryString;
import org.enterprisemcp.sandbox.wire.Reply;
import org.enterprisemcp.sandbox.wire.Request;
import org.enterprisemcp.testkit.MutableClock;

/** A browser and a client in front of the OAuth face, without a socket: pages are submitted as they stand. */
final class OAuthVisitor {

    static final Account PRODUCTION = Account.of("1234567", "Honeycomb Trading", 361);
    static final Account SANDBOX = Account.of("1234567_SB1", "Honeycomb Trading (sandbox)", 361);
    static final String CALLBACK = "http://127.0.0.1:8765/auth/callback";
    static final String STATE = "state-of-22-characters-or-more";
    static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123";
    static final String CHALLENGE = challenge();

    private static final Pattern INPUT = Pattern.compile("<(?:input|button) [^>]*>");
    private static final ObjectMapper JSON = new ObjectMapper();

    final MutableClock clock = new MutableClock();
    final OAuthFace face = new OAuthFace(
            List.of(PRODUCTION, SANDBOX),
            List.of("https://app.example/back?tenant=1"),
            account -> "http://127.0.0.1:9/" + account.id() + "/services/rest/",
            clock);

    /** The parameters of a request that is in order. */
    Map<String, String> wanted(String clientId) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", CALLBACK);
        parameters.put("scope", "rest_webservices");
        parameters.put("state", STATE);
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    /** The first page, or what comes instead of it. */
    Reply open(Map<String, String> parameters) {
        return face.authorize(get(encoded(parameters)), PRODUCTION);
    }

    static Request get(String query) {
        return new Request("GET", "/app/login/oauth2/authorize.nl", QueryString.decode(query), Map.of(), new byte[0]);
    }

    /** Submits the form of a page as it stands, but for these fields. */
    Reply submit(Reply page, Map<String, String> changes) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(text(page));
        while (input.find()) {
            String name = attribute(input.group(), "name");
            boolean chosen =
                    !input.group().contains("type=\"radio\"") || input.group().contains(" checked");
            if (!name.isEmpty() && chosen) {
                fields.putIfAbsent(name, attribute(input.group(), "value"));
            }
        }
        fields.putAll(changes);
        return post(fields);
    }

    Reply submit(Reply page) {
        return submit(page, Map.of());
    }

    /** Posts these fields to the login. */
    Reply post(Map<String, String> fields) {
        return face.authorize(form(fields, Map.of()), PRODUCTION);
    }

    /** Goes through the whole login with the given parameters, and returns those of the redirect. */
    Map<String, String> allow(Map<String, String> parameters) {
        return parameters(submit(submit(submit(open(parameters)))));
    }

    /** Asks the token endpoint of an account. */
    Reply token(Account account, Map<String, String> headers, Map<String, String> fields) {
        return face.token(form(fields, headers), account);
    }

    /** The tokens that the confidential client gets for a new login. */
    JsonNode login() {
        return json(token(PRODUCTION, basic(), codeForm(allow(wanted(face.clientId())))));
    }

    /** The tokens that the public client gets for a new login. */
    JsonNode publicLogin() {
        Map<String, String> fields = codeForm(allow(wanted(face.publicClientId())));
        fields.put("client_id", face.publicClientId());
        return json(token(PRODUCTION, Map.of(), fields));
    }

    Map<String, String> codeForm(Map<String, String> redirect) {
        return fields(
                "grant_type",
                "authorization_code",
                "code",
                redirect.getOrDefault("code", ""),
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                VERIFIER);
    }

    /** Basic credentials of the confidential client. */
    Map<String, String> basic() {
        return basic(face.clientId(), face.clientSecret());
    }

    static Map<String, String> basic(String id, String secret) {
        String pair = id + ":" + secret;
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether REST at this account lets the access token in. */
    boolean admits(Account account, String accessToken) {
        return face.role(
                        new Request(
                                "GET",
                                "record/v1/customer/1",
                                Map.of(),
                                Map.of("Authorization", "Bearer " + accessToken),
                                new byte[0]),
                        account)
                .isPresent();
    }

    static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    static Request form(Map<String, String> fields, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent("Content-Type", "application/x-www-form-urlencoded");
        return new Request("POST", "/", Map.of(), all, encoded(fields).getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> parameters(Reply redirect) {
        URI location = URI.create(redirect.header("Location").orElseThrow(() -> new AssertionError(text(redirect))));
        Map<String, String> parameters = new LinkedHashMap<>();
        QueryString.decode(location.getRawQuery()).forEach((name, values) -> parameters.put(name, values.getFirst()));
        return parameters;
    }

    static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    static JsonNode json(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException noJson) {
            throw new UncheckedIOException(text(reply), noJson);
        }
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String attribute(String tag, String name) {
        Matcher attribute = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
        return attribute.find() ? attribute.group(1) : "";
    }

    private static String challenge() {
        try {
            return Base64URL.encode(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)))
                    .toString();
        } catch (NoSuchAlgorithmException notThisJava) {
            throw new AssertionError(notThisJava);
        }
    }
}

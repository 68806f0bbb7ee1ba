package org.enterprisemcp.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enterprisemcp.domain.call.CallFacts;
import org.enterprisemcp.domain.error.AuthenticationException.InvalidCredentials;
import org.enterprisemcp.domain.error.AuthenticationException.TokenRefresh;
import org.enterprisemcp.domain.error.UpstreamException.Connection;
import org.enterprisemcp.domain.token.Secret;

/** The token endpoint of the upstream's authorization server (RFC 6749 section 3.2). It follows no redirect and shows no body. */
final class TokenEndpoint {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final long DEFAULT_LIFETIME = 3_600;

    private final JsonMapper json = JsonMapper.builder().build();
    private final WebClient client = WebClient.builder()
            .followRedirects(false)
            .connectTimeout(CONNECT)
            .readTimeout(READ)
            .build();

    /**
     * What came back.
     *
     * @param accessToken the token
     * @param lifetime how long it is good, as the server says or as is usual
     */
    record Granted(Secret accessToken, Duration lifetime) {}

    /**
     * Asks for a token.
     *
     * @param basic the credentials for {@code client_secret_basic}; empty where the form proves who asks
     * @throws InvalidCredentials when the server refuses the client
     * @throws TokenRefresh when it refuses for another reason
     * @throws Connection when it cannot be reached or fails
     */
    Granted ask(String url, Map<String, String> form, Optional<Basic> basic) {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = client.post(url).contentType(MediaTypes.APPLICATION_FORM_URLENCODED);
        request.header(HeaderNames.ACCEPT, "application/json");
        basic.ifPresent(who -> request.header(HeaderNames.AUTHORIZATION, who.header()));
        try (HttpClientResponse response = request.submit(body.getBytes(StandardCharsets.UTF_8))) {
            return granted(response.status().code(), answer(response));
        } catch (UncheckedIOException | IllegalStateException | IllegalArgumentException unreachable) {
            throw new Connection("The upstream's token endpoint could not be reached.", CallFacts.unanswered(1));
        }
    }

    /** A client's name and secret. */
    record Basic(String clientId, Secret secret) {
        private String header() {
            String pair = encoded(clientId) + ":" + encoded(secret.reveal());
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    private JsonNode answer(HttpClientResponse response) {
        try (var in = response.inputStream()) {
            return json.readTree(in.readNBytes(LARGEST_ANSWER));
        } catch (JsonProcessingException noJson) {
            return json.missingNode();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Granted granted(int status, JsonNode answer) {
        CallFacts facts = CallFacts.answered(status, 1);
        if (status == 200 && answer.path("access_token").isTextual()) {
            long lifetime = answer.path("expires_in").asLong(DEFAULT_LIFETIME);
            return new Granted(
                    new Secret(answer.path("access_token").textValue()),
                    Duration.ofSeconds(lifetime > 0 ? lifetime : DEFAULT_LIFETIME));
        }
        String error = errorCode(answer);
        if (error.equals("invalid_client") || error.equals("unauthorized_client") || status == 401) {
            throw new InvalidCredentials(
                    "Tell the operator: the upstream's token endpoint refuses this server's client id, secret or certificate ("
                            + error + ").",
                    facts);
        }
        if (status >= 500 || status == 429) {
            throw new Connection("The upstream's token endpoint failed with status " + status + ".", facts);
        }
        throw new TokenRefresh("The upstream's token endpoint refused the request (" + error + ").", facts);
    }

    /** Only the codes of the RFCs are shown; whatever else stands in an answer stays here. */
    private static String errorCode(JsonNode answer) {
        String error = answer.path("error").asText();
        return switch (error) {
            case "invalid_request",
                    "invalid_client",
                    "invalid_grant",
                    "unauthorized_client",
                    "unsupported_grant_type",
                    "invalid_scope" -> error;
            default -> "no known error code";
        };
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

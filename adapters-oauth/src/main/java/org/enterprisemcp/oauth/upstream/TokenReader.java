package org.enterprisemcp.oauth.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.enterprisemcp.domain.token.Secret;

/** Reads the answers of token endpoints, which take their liberties with the RFC. */
final class TokenReader {

    private static final Duration WITH_REFRESH_TOKEN = Duration.ofHours(1);
    private static final Duration WITHOUT = Duration.ofHours(24);
    private static final long LONGEST = Duration.ofDays(3_650).toSeconds();

    private final JsonMapper json = JsonMapper.builder().build();
    private final Optional<Duration> usualLifetime;

    /** @param usualLifetime how long tokens are good whose server does not say it */
    TokenReader(Optional<Duration> usualLifetime) {
        this.usualLifetime = usualLifetime;
    }

    TokenAnswer read(int status, String body, Optional<Long> retryAfterSeconds) {
        JsonNode answer = parsed(body);
        if (status == 200 && isBearer(answer)) {
            return tokens(answer);
        }
        if (status >= 400 && status < 500 && status != 429 && status != 408) {
            return new TokenAnswer.Refused(
                    status, errorCode(answer), KnownProblems.codeIn(text(answer, "error_description")));
        }
        return new TokenAnswer.Failed(OptionalInt.of(status), retryAfterSeconds);
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException noJson) {
            return json.missingNode();
        }
    }

    /** A server that leaves the type out means the only one that there is. */
    private static boolean isBearer(JsonNode answer) {
        JsonNode type = answer.path("token_type");
        boolean bearer = type.isMissingNode() || type.asText().equalsIgnoreCase("bearer");
        return bearer && !text(answer, "access_token").isEmpty();
    }

    private TokenResponse tokens(JsonNode answer) {
        Optional<Secret> refresh = secret(answer, "refresh_token");
        Duration usual = usualLifetime.orElse(refresh.isPresent() ? WITH_REFRESH_TOKEN : WITHOUT);
        return new TokenResponse(
                new Secret(text(answer, "access_token")),
                refresh,
                secret(answer, "id_token"),
                seconds(answer, "expires_in").orElse(usual),
                seconds(answer, "refresh_expires_in").or(() -> seconds(answer, "refresh_token_expires_in")),
                scopes(text(answer, "scope")));
    }

    /** A number, or one as text; zero and less mean that the server does not know. More than ten years are taken for ten. */
    private static Optional<Duration> seconds(JsonNode answer, String field) {
        long seconds = Math.min(LONGEST, answer.path(field).asLong(0));
        return seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }

    /** Blanks by the RFC; some separate by commas. */
    private static List<String> scopes(String scope) {
        return Stream.of(scope.split("[\\s,]+", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Optional<Secret> secret(JsonNode answer, String field) {
        return Optional.of(text(answer, field))
                .filter(value -> !value.isEmpty())
                .map(Secret::new);
    }

    private static String text(JsonNode answer, String field) {
        return answer.path(field).isTextual() ? answer.path(field).textValue() : "";
    }

    /** Only the codes of the RFCs are shown; whatever else stands in an answer stays here. */
    private static String errorCode(JsonNode answer) {
        String error = text(answer, "error");
        return switch (error) {
            case "invalid_request",
                    "invalid_client",
                    "invalid_grant",
                    "unauthorized_client",
                    "unsupported_grant_type",
                    "invalid_scope",
                    "invalid_target",
                    "interaction_required" -> error;
            default -> "no known error code";
        };
    }
}

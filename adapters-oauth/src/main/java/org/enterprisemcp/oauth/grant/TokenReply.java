package org.enterprisemcp.oauth.grant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The answer of the token endpoint (RFC 6749 section 5.1).
 *
 * @param accessToken the access token
 * @param tokenType always {@code Bearer}
 * @param expiresIn for how many seconds it is good
 * @param refreshToken what the next one is asked for with
 * @param scope what it allows, separated by blanks
 */
record TokenReply(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") String refreshToken,
        @JsonProperty("scope") String scope) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException everyReplyCan) {
            throw new IllegalStateException(everyReplyCan);
        }
    }

    @Override
    public String toString() {
        return "TokenReply[***]";
    }
}

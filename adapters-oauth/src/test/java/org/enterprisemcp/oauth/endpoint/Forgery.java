package org.enterprisemcp.oauth.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.enterprisemcp.oauth.key.KeyPurpose;
import org.enterprisemcp.oauth.key.KeyRing;

/** An access token taken apart, for a test to change and to sign again with the very key of the server. */
final class Forgery {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Map<String, Object> header;
    final Map<String, Object> claims;
    private final SecretKey key;

    Forgery(String goodToken, KeyRing keys) {
        String[] parts = goodToken.split("\\.", -1);
        this.header = read(parts[0]);
        this.claims = read(parts[1]);
        this.key = keys.key(KeyPurpose.ACCESS_TOKEN, keys.current()).orElseThrow();
    }

    String signed() {
        return signed(text(header));
    }

    /** The token with a header that is no map, or none that Jackson would write. */
    String signed(String rawHeader) {
        String head = encoded(rawHeader) + "." + encoded(text(claims));
        return head + "." + signature(head);
    }

    /** The token without a signature. */
    String unsigned() {
        return encoded(text(header)) + "." + encoded(text(claims)) + ".";
    }

    private String signature(String head) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return encoded(mac.doFinal(head.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, Object> read(String part) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(noJson);
        }
    }

    private static String text(Map<String, Object> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException everyMapCan) {
            throw new AssertionError(everyMapCan);
        }
    }
}

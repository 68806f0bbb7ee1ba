package org.enterprisemcp.upstream.rest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.enterprisemcp.domain.token.UpstreamToken;

/** Tells credentials apart without showing them. The key is made anew with every engine, so a mark says nothing elsewhere. */
final class CredentialMarks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    CredentialMarks(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    String of(UpstreamToken token) {
        String shown = switch (token) {
            case UpstreamToken.Bearer bearer -> "bearer:" + bearer.token().reveal();
            case UpstreamToken.ApiKey api -> "key:" + api.key().reveal();
            case UpstreamToken.Basic basic ->
                "basic:" + basic.username() + ":" + basic.password().reveal();
            case UpstreamToken.Anonymous _ -> "";
        };
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(shown.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }
}

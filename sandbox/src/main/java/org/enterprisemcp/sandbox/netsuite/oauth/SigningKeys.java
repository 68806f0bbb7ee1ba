package org.enterprisemcp.sandbox.netsuite.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The key that each account signs its tokens with (netsuite.md, 2: keys are company-specific); made when first needed. */
final class SigningKeys {

    private static final int BITS = 2_048;

    private final Map<String, RSAKey> keys = new ConcurrentHashMap<>();

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(Unguessable.hex().substring(0, 32))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.PS256)
                    .generate();
        } catch (JOSEException noRsa) {
            throw new IllegalStateException("this Java makes no RSA keys", noRsa);
        }
    }

    RSAKey of(Account account) {
        return keys.computeIfAbsent(account.id(), first -> newKey());
    }

    /** What {@code keys} answers: the public half. */
    String published(Account account) {
        return new JWKSet(of(account).toPublicJWK()).toString();
    }
}

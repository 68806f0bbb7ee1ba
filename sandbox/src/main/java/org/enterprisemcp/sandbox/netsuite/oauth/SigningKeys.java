package org.enterprisemcp.sandbox.netsuite.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The key that each account signs its tokens with (netsuite.md, 2: keys are company-specific). */
final class SigningKeys {

    private static final int BITS = 2_048;

    private final Map<String, RSAKey> keys = new LinkedHashMap<>();

    SigningKeys(List<Account> accounts) {
        accounts.forEach(account -> keys.put(account.id(), newKey()));
    }

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
        return keys.getOrDefault(account.id(), keys.values().iterator().next());
    }

    /** What {@code keys} answers: the public half. */
    String published(Account account) {
        return new JWKSet(of(account).toPublicJWK()).toString();
    }
}

package org.enterprisemcp.sandbox.netsuite.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The certificates of the machine client, by their ids. A key is made when somebody first asks for its algorithm. */
final class Certificates {

    private static final int RSA_BITS = 3_072;
    private static final Map<String, String> CURVES =
            Map.of("ES256", "secp256r1", "ES384", "secp384r1", "ES512", "secp521r1");

    private final Map<String, PublicKey> certificates = new ConcurrentHashMap<>();
    private final Map<String, MachineKey> keys = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException if NetSuite takes no such algorithm */
    MachineKey key(String algorithm) {
        if (!Assertion.ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException(algorithm + " is none of " + Assertion.ALGORITHMS);
        }
        return keys.computeIfAbsent(algorithm, this::make);
    }

    private MachineKey make(String algorithm) {
        KeyPair pair = pair(algorithm);
        String id = Unguessable.hex();
        certificates.put(id, pair.getPublic());
        String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return new MachineKey(
                id, algorithm, "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
    }

    private static KeyPair pair(String algorithm) {
        try {
            Optional<String> curve = Optional.ofNullable(CURVES.get(algorithm));
            KeyPairGenerator generator = KeyPairGenerator.getInstance(curve.isPresent() ? "EC" : "RSA");
            if (curve.isPresent()) {
                generator.initialize(new ECGenParameterSpec(curve.get()));
            } else {
                generator.initialize(RSA_BITS);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException unknown) {
            throw new IllegalStateException("this Java makes no keys for " + algorithm, unknown);
        }
    }

    /** Whether the certificate that the assertion names has signed it. */
    boolean signed(SignedJWT assertion) {
        Optional<PublicKey> certificate =
                Optional.ofNullable(assertion.getHeader().getKeyID()).map(certificates::get);
        try {
            return certificate.isPresent() && assertion.verify(verifier(certificate.get()));
        } catch (JOSEException otherAlgorithm) {
            return false;
        }
    }

    private static JWSVerifier verifier(PublicKey key) throws JOSEException {
        return switch (key) {
            case RSAPublicKey rsa -> new RSASSAVerifier(rsa);
            case ECPublicKey curve -> new ECDSAVerifier(curve);
            default -> throw new JOSEException("no certificate of NetSuite's has such a key");
        };
    }
}

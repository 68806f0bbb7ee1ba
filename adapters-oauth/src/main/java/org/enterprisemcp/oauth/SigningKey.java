package org.enterprisemcp.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.enterprisemcp.domain.token.Secret;

/** A private key that signs assertions: RSA by PS256, an elliptic curve by ES256, ES384 or ES512. Printing it shows its id. */
public final class SigningKey {

    private static final int LEAST_RSA_BITS = 2_048;

    private final String keyId;
    private final JWSAlgorithm algorithm;
    private final JWSSigner signer;

    private SigningKey(String keyId, JWSAlgorithm algorithm, JWSSigner signer) {
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.signer = signer;
    }

    /**
     * The key in a PEM file; empty where it holds no PKCS #8 key of a kind that can be used ({@code BEGIN PRIVATE KEY}).
     *
     * @param keyId how the authorization server knows the certificate ({@code kid})
     */
    public static Optional<SigningKey> of(String keyId, Secret pem) {
        String base64 = pem.reveal()
                .replaceAll("-----(?:BEGIN|END) PRIVATE KEY-----", "")
                .replaceAll("\\s", "");
        try {
            PKCS8EncodedKeySpec encoded =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            return rsa(keyId, encoded).or(() -> ec(keyId, encoded));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<SigningKey> rsa(String keyId, PKCS8EncodedKeySpec encoded) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(encoded);
            boolean strong =
                    key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            return strong
                    ? Optional.of(new SigningKey(keyId, JWSAlgorithm.PS256, new RSASSASigner(key)))
                    : Optional.empty();
        } catch (GeneralSecurityException notRsa) {
            return Optional.empty();
        }
    }

    private static Optional<SigningKey> ec(String keyId, PKCS8EncodedKeySpec encoded) {
        try {
            if (KeyFactory.getInstance("EC").generatePrivate(encoded) instanceof ECPrivateKey key) {
                ECDSASigner signer = new ECDSASigner(key);
                JWSAlgorithm algorithm =
                        signer.supportedJWSAlgorithms().iterator().next();
                return Optional.of(new SigningKey(keyId, algorithm, signer));
            }
            return Optional.empty();
        } catch (GeneralSecurityException | JOSEException notUsable) {
            return Optional.empty();
        }
    }

    /** The claims as a signed token. */
    String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(JOSEObjectType.JWT)
                        .keyID(keyId)
                        .build(),
                claims);
        try {
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a key that was accepted does not sign", impossible);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + ", " + keyId + "]";
    }
}

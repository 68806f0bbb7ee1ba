package org.enterprisemcp.sandbox.netsuite.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Tokens as NetSuite writes them: JWTs whose subject is {@code role;entity} (netsuite.md, 2). */
final class SignedTokens {

    private static final String ISSUER = "https://system.netsuite.com";
    private static final String APPLICATION = "5C1D2A7E-0B52-4E0C-9B5D-7A5E0F6B1C33";

    private final SigningKeys keys;
    private final Clock clock;

    SignedTokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A token of this grant. Its id begins with the grant's. */
    String sign(Grant grant, Duration life) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(grant.role().id() + ";" + grant.account().entity())
                .audience(List.of(
                        APPLICATION + ";" + grant.account().id(), grant.client().id()))
                .claim("scope", grant.scopes().stream().sorted().toList())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(grant.id() + "." + Unguessable.hex());
        if (grant.client().isPublic()) {
            claims.claim("oit", grant.begun().getEpochSecond());
        }
        return sign(keys.of(grant.account()), claims.build());
    }

    private static String sign(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.PS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException noSignature) {
            throw new IllegalStateException("this Java does not sign with PS256", noSignature);
        }
    }

    /** The claims of a token that this account has signed and that has not run out. */
    Optional<JWTClaimsSet> verify(Account account, String token) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            if (!JWSAlgorithm.PS256.equals(signed.getHeader().getAlgorithm())
                    || !signed.verify(new RSASSAVerifier(keys.of(account)))) {
                return Optional.empty();
            }
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            return Optional.of(claims)
                    .filter(read ->
                            clock.instant().isBefore(read.getExpirationTime().toInstant()));
        } catch (ParseException | JOSEException foreign) {
            return Optional.empty();
        }
    }
}

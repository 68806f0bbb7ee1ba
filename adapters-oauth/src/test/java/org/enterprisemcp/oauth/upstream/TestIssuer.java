package org.enterprisemcp.oauth.upstream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.enterprisemcp.testkit.LoopbackServer;
import org.enterprisemcp.testkit.LoopbackServer.Reply;

/** An issuer of tokens on loopback: it publishes its metadata and keys, or whatever a test puts there. */
public final class TestIssuer implements AutoCloseable {

    private static final String METADATA = "/.well-known/openid-configuration";

    private final Clock clock;
    private final Map<String, Reply> pages = new ConcurrentHashMap<>();
    private final LoopbackServer server =
            new LoopbackServer(request -> pages.getOrDefault(request.target(), LoopbackServer.json(404, "{}")));
    private final ECKey key = newKey("one");

    public TestIssuer(Clock clock) {
        this.clock = clock;
        serve("/keys", keys(key));
        publish("");
    }

    /** Its name, as its tokens have it. */
    public String name() {
        return server.baseUrl().replaceFirst("/$", "");
    }

    public String keysUrl() {
        return name() + "/keys";
    }

    /** The key that signs. */
    public ECKey key() {
        return key;
    }

    /** How often a path was asked for. */
    public long asked(String path) {
        return server.requests().stream()
                .filter(request -> request.target().equals(path))
                .count();
    }

    public long askedForMetadata() {
        return asked(METADATA);
    }

    /** How many connections were made to it. */
    public int connections() {
        return server.connections();
    }

    public void serve(String path, Reply reply) {
        pages.put(path, reply);
    }

    /** Publishes its metadata, with further members: {@code ,"name":value}. */
    public void publish(String further) {
        serve(
                METADATA,
                LoopbackServer.json(
                        200,
                        "{\"issuer\":\"" + name() + "\",\"authorization_endpoint\":\"" + name()
                                + "/authorize\",\"token_endpoint\":\"" + name() + "/token\",\"jwks_uri\":\"" + keysUrl()
                                + "\"" + further + "}"));
    }

    public void goDown() {
        pages.keySet().forEach(path -> serve(path, LoopbackServer.json(503, "{}")));
    }

    public static Reply keys(ECKey... keys) {
        return LoopbackServer.json(200, new JWKSet(java.util.List.of(keys)).toString(true));
    }

    public static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    /** A token in which nothing is wrong, but for what a test changes. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return token(key, JOSEObjectType.JWT, change);
    }

    public String token(ECKey signer, JOSEObjectType type, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(type)
                            .keyID(signer.getKeyID())
                            .build(),
                    change.apply(claims()).build());
            token.sign(new ECDSASigner(signer));
            return token.serialize();
        } catch (JOSEException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    /** Signed with the public key as if it were a secret: everybody could have made it. */
    public String forged() {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(key.getKeyID())
                            .build(),
                    claims().build());
            token.sign(new MACSigner(key.toECPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(name())
                .audience("us")
                .subject("ann")
                .issueTime(in(Duration.ZERO))
                .expirationTime(in(Duration.ofMinutes(5)));
    }

    /** A moment as tokens have it. */
    public Date in(Duration duration) {
        return Date.from(clock.instant().plus(duration));
    }

    public Optional<String> jwks() {
        return Optional.of(keysUrl());
    }

    @Override
    public void close() {
        server.close();
    }
}

package org.enterprisemcp.oauth.key;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The signatures that we believe where another party signed (RFC 7518): RSA and the elliptic curves of NIST. Not among them are shared
 * secrets, with which whoever can check could sign, and EdDSA, which the JOSE library verifies only with another library beside it.
 */
public final class PublicKeyAlgorithms {

    /** All of them, in the order in which metadata lists them. */
    public static final Set<JWSAlgorithm> ALL = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512)));

    private PublicKeyAlgorithms() {}
}

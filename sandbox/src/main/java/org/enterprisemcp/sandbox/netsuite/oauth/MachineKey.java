package org.enterprisemcp.sandbox.netsuite.oauth;

/**
 * What a client without a user signs its assertions with.
 *
 * @param certificateId the assertion's {@code kid}
 * @param algorithm the assertion's {@code alg}
 * @param privateKeyPem the private key, PKCS#8 in PEM
 */
public record MachineKey(String certificateId, String algorithm, String privateKeyPem) {

    @Override
    public String toString() {
        return "MachineKey[" + certificateId + ", " + algorithm + "]";
    }
}

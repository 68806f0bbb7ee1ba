package org.enterprisemcp.sandbox.netsuite.oauth;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Values that nobody guesses. */
final class Unguessable {

    private static final SecureRandom SOURCE = new SecureRandom();

    private Unguessable() {}

    /** 64 hexadecimal digits, as NetSuite's client ids have. */
    static String hex() {
        byte[] bytes = new byte[32];
        SOURCE.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

package org.enterprisemcp.oauth.key;

/** What a key is for. Each purpose has its own key, derived from the same secret, so that none can be used for another's work. */
public enum KeyPurpose {
    /** Signs access tokens. */
    ACCESS_TOKEN("jwt/hs256"),
    /** Encrypts what is kept in the store. */
    VAULT("vault/a256gcm"),
    /** Encrypts what travels through the browser and comes back. */
    TRANSACTION("transaction/a256gcm"),
    /** Encrypts what an MCP client carries from one round of a call to the next. */
    REQUEST_STATE("request-state/a256gcm"),
    /** Signs cookies. */
    COOKIE("cookie/hmac"),
    /** Signs the ids of registered clients. */
    CLIENT_ID("client-id/hmac"),
    /** Hashes the keys of the store. */
    STORE_KEY("store-key/hmac"),
    /** Turns an upstream's user into a subject that says nothing. */
    SUBJECT("sub/pairwise"),
    /** Tells whether two replicas have the same secret. */
    CANARY("keycheck/hmac");

    private final String label;

    KeyPurpose(String label) {
        this.label = label;
    }

    /** The label that separates its key from the others' (HKDF's info, RFC 5869 section 3.2). */
    String label() {
        return label;
    }
}

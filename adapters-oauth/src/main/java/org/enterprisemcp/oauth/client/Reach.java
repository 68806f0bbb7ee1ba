package org.enterprisemcp.oauth.client;

/** From where documents about clients are fetched. */
public enum Reach {
    /** By https from names that lead to public addresses only. */
    INTERNET,
    /** By http from this machine alone: for a server that is tried out on loopback, and for tests. */
    LOOPBACK
}

package org.enterprisemcp.oauth.endpoint;

/** When users are asked whether a client may act for them ({@code MCP_OAUTH_CONSENT}). */
public enum ConsentMode {
    /** At every login. */
    ALWAYS,
    /** Once in 30 days for each client and redirect URI, in each browser. */
    REMEMBER,
    /** Not here: the upstream asks. The login stays bound to its browser. */
    EXTERNAL,
    /** Never; for a loopback base URL only. */
    OFF
}

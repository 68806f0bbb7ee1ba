package org.enterprisemcp.mcp;

/** The error codes of JSON-RPC 2.0 and of MCP (2026-07-28, basic, "Error Codes"). */
public final class JsonRpcCodes {

    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;

    /** For what went wrong on the way to the upstream; the revisions with sessions leave it to servers. */
    public static final int SERVER_ERROR = -32000;

    /** The revisions with sessions know this one for a resource; the stateless ones say {@link #INVALID_PARAMS}. */
    public static final int RESOURCE_NOT_FOUND = -32002;

    public static final int HEADER_MISMATCH = -32020;
    public static final int MISSING_REQUIRED_CLIENT_CAPABILITY = -32021;
    public static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;

    private JsonRpcCodes() {}
}

package org.enterprisemcp.telemetry;

/**
 * The names of labels and attributes: those of the semantic conventions where there are some, else our own. What is not named here
 * is not told.
 */
final class Names {

    static final String METHOD = "mcp.method.name";
    static final String TOOL = "gen_ai.tool.name";
    static final String PROMPT = "gen_ai.prompt.name";
    static final String OPERATION = "gen_ai.operation.name";
    static final String REVISION = "mcp.protocol.version";
    static final String SESSION = "mcp.session.id";
    static final String TRANSPORT = "network.transport";
    static final String RPC_STATUS = "rpc.response.status_code";
    static final String ERROR = "error.type";
    static final String HTTP_METHOD = "http.request.method";
    static final String HTTP_STATUS = "http.response.status_code";
    static final String RESEND_COUNT = "http.request.resend_count";
    static final String SERVER_ADDRESS = "server.address";
    static final String SERVER_PORT = "server.port";
    static final String ERA = "enterprise_mcp.era";
    static final String OUTCOME = "enterprise_mcp.outcome";
    static final String RECORD_TYPE = "enterprise_mcp.record_type";
    static final String PRINCIPAL = "enterprise_mcp.principal_hash";
    static final String TARGET = "enterprise_mcp.target";
    static final String ATTEMPTS = "enterprise_mcp.attempts";
    static final String ATTEMPT = "enterprise_mcp.attempt";
    static final String WAITED = "enterprise_mcp.waited_ms";
    static final String EVENT = "enterprise_mcp.event";
    static final String STATUS_CLASS = "enterprise_mcp.status_class";

    private Names() {}
}

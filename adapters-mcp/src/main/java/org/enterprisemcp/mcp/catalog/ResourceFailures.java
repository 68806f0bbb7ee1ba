package org.enterprisemcp.mcp.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.enterprisemcp.domain.error.AuthenticationException;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.error.RecordException;
import org.enterprisemcp.domain.error.UpstreamException;
import org.enterprisemcp.mcp.JsonRpcCodes;

/** Failures of reading a resource as the protocol has them: a resource has no result that could tell of one. */
final class ResourceFailures {

    private ResourceFailures() {}

    static CallRefusal refusal(McpServerException failure, String uri) {
        Map<String, Object> data = new LinkedHashMap<>(failure.toMap());
        data.put("uri", uri);
        return new CallRefusal(code(failure), failure.safeMessage(), data);
    }

    private static int code(McpServerException failure) {
        return switch (failure) {
            case RecordException.RecordNotFound missing -> JsonRpcCodes.RESOURCE_NOT_FOUND;
            case UpstreamException.NotFound missing -> JsonRpcCodes.RESOURCE_NOT_FOUND;
            case RecordException.RecordValidation notAName -> JsonRpcCodes.INVALID_PARAMS;
            case RecordException.DuplicateRecord other -> JsonRpcCodes.SERVER_ERROR;
            case UpstreamException other -> JsonRpcCodes.SERVER_ERROR;
            case AuthenticationException notSignedIn -> JsonRpcCodes.SERVER_ERROR;
            case ConfigurationException misconfigured -> JsonRpcCodes.SERVER_ERROR;
        };
    }
}

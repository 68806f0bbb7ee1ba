package org.enterprisemcp.mcp.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.ErrorCode;
import org.enterprisemcp.domain.port.RequestObserver;
import org.enterprisemcp.domain.port.RequestSpan;
import org.enterprisemcp.domain.port.RequestStart;
import org.enterprisemcp.mcp.JsonRpcCodes;
import org.enterprisemcp.mcp.JsonRpcMessage.Request;
import org.enterprisemcp.mcp.ProtocolRefusal;

/**
 * Tells an observer of requests. What a client writes is not handed on as it is: names of methods, tools and prompts only where there
 * are such, the kind of record only where it looks like one, and nothing else of the content.
 */
public final class RequestSpans {

    private static final Set<String> METHODS = Set.of(
            "initialize",
            "ping",
            "logging/setLevel",
            "server/discover",
            RequestStart.TOOL_CALL,
            "tools/list",
            "resources/list",
            "resources/templates/list",
            "resources/read",
            "resources/subscribe",
            "resources/unsubscribe",
            "prompts/list",
            "prompts/get",
            "completion/complete",
            "subscriptions/listen",
            "tasks/get",
            "tasks/update",
            "tasks/cancel");

    private static final Pattern RECORD_TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}");
    private static final int SESSION_NOT_FOUND = -32001;

    private final RequestObserver observer;
    private final McpCatalog catalog;

    /** @param observer who is told */
    public RequestSpans(RequestObserver observer, McpCatalog catalog) {
        this.observer = observer;
        this.catalog = catalog;
    }

    /**
     * A request has come in.
     *
     * @param era the family of revisions that its client speaks
     * @param revision the revision, where it is known here
     * @param sessionId the session that it belongs to
     */
    public RequestSpan began(
            Request request, Arrival from, String era, Optional<String> revision, Optional<String> sessionId) {
        String name = request.params().path("name").asText();
        boolean tool = request.method().equals(RequestStart.TOOL_CALL);
        return observer.began(new RequestStart(
                METHODS.contains(request.method()) ? request.method() : RequestStart.OTHER,
                tool ? catalog.tool(name).map(McpTool::name) : Optional.empty(),
                request.method().equals("prompts/get") ? catalog.prompt(name).map(McpPrompt::name) : Optional.empty(),
                tool ? recordType(request) : Optional.empty(),
                era,
                revision,
                sessionId,
                from.transport(),
                from.caller(),
                TraceContext.of(request.params().path("_meta")).or(from::trace).map(TraceContext::parent)));
    }

    private static Optional<String> recordType(Request request) {
        JsonNode written = request.params().path("arguments").path("record_type");
        return Optional.ofNullable(written.textValue())
                .filter(text -> RECORD_TYPE.matcher(text).matches());
    }

    /** The end of a request that is answered with an error. */
    public static RequestSpan.End refused(ProtocolRefusal refusal) {
        if (!refusal.needed().isEmpty()) {
            return RequestSpan.End.refused(refusal.code(), Optional.of(ErrorCode.PERMISSION));
        }
        return refused(refusal.code());
    }

    /** The end of a request that is answered with an error of this code. */
    public static RequestSpan.End refused(int rpcCode) {
        return RequestSpan.End.refused(
                rpcCode,
                switch (rpcCode) {
                    case SESSION_NOT_FOUND -> Optional.of(ErrorCode.NO_SESSION);
                    case JsonRpcCodes.INTERNAL_ERROR, JsonRpcCodes.SERVER_ERROR -> Optional.empty();
                    default -> Optional.of(ErrorCode.RECORD_VALIDATION);
                });
    }

    /** A request is refused before anybody has worked on it. */
    public void refused(Request request, Arrival from, String era, RequestSpan.End refusal) {
        began(request, from, era, Optional.empty(), Optional.empty()).ended(refusal);
    }
}

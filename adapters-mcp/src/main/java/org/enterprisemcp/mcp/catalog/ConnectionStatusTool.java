package org.enterprisemcp.mcp.catalog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.enterprisemcp.application.ConnectionStatus;
import org.enterprisemcp.domain.call.Answer;
import org.enterprisemcp.domain.error.McpServerException;
import org.enterprisemcp.domain.record.Fields;
import org.enterprisemcp.domain.target.AccountId;
import org.enterprisemcp.domain.token.Caller;
import org.enterprisemcp.domain.token.Scope;
import org.enterprisemcp.domain.token.UpstreamSession;
import org.jspecify.annotations.Nullable;

/** {@code connection_status}. */
final class ConnectionStatusTool {

    private ConnectionStatusTool() {}

    /** @param upstream the upstream's name for people */
    static UseCaseTool of(ToolTexts texts, ConnectionStatus connectionStatus, String upstream) {
        return texts.tool(
                "connection_status",
                "Look at the connection",
                "Says where calls go, as whom, and whether you are signed in to {title}. With check, it asks {title} once.",
                UseCaseTool.Hints.READ,
                (caller, arguments) -> {
                    Answer<ConnectionStatus.Report> answer =
                            connectionStatus.handle(caller, arguments.request(), arguments.flag("check"));
                    return new UseCaseTool.Outcome(data(upstream, caller, answer.value()), answer.facts());
                });
    }

    private static Map<String, Object> data(String upstream, Caller caller, ConnectionStatus.Report report) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("upstream", upstream);
        data.put("base_url", report.target().baseUrl().value());
        data.put("account", report.target().account().map(AccountId::value).orElse(null));
        data.put("signed_in", report.notSignedIn().isEmpty());
        data.put("hint", report.notSignedIn().map(McpServerException::hint).orElse(null));
        data.put("principal", caller.principal());
        data.put("scopes", caller.scopes().stream().map(Scope::value).sorted().toList());
        data.put(
                "identity",
                report.session()
                        .map(UpstreamSession::identity)
                        .orElse(Fields.empty())
                        .values());
        data.put("token_expires_at", time(report.session().flatMap(UpstreamSession::accessExpiresAt)));
        data.put("refresh_expires_at", time(report.session().flatMap(UpstreamSession::refreshExpiresAt)));
        data.put("limits", report.limits().values());
        data.put("check", report.check().map(ConnectionStatusTool::data).orElse(null));
        return data;
    }

    private static @Nullable String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    private static Map<String, Object> data(ConnectionStatus.Check check) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("accepted", check.failure().isEmpty());
        data.put("facts", check.facts().values());
        data.put("problem", check.failure().map(McpServerException::safeMessage).orElse(null));
        data.put("hint", check.failure().map(McpServerException::hint).orElse(null));
        return data;
    }
}

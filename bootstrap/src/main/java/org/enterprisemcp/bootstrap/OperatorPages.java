package org.enterprisemcp.bootstrap;

import io.helidon.webserver.http.HttpRouting;
import java.util.Optional;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.oauth.upstream.CredentialTest;
import org.enterprisemcp.oauth.upstream.OAuthClient;

/** All that this server has for its operators, put together; with {@code DEBUG=false} it is nothing. */
final class OperatorPages implements AutoCloseable {

    private final Optional<DebugPages> debug;
    private final Optional<RecentLogs> logs;

    private OperatorPages(Optional<DebugPages> debug, Optional<RecentLogs> logs) {
        this.debug = debug;
        this.logs = logs;
    }

    /** @param state what may be told of the state that the server keeps */
    static OperatorPages of(Settings settings, Assembly assembly, KeptState state) {
        OperatorSettings operators = assembly.config().operators();
        if (!operators.debug()) {
            return new OperatorPages(Optional.empty(), Optional.empty());
        }
        RecentLogs logs = RecentLogs.listening();
        DebugPages pages = new DebugPages(
                new OperatorDoor(operators),
                new ServerInfo(settings, assembly, state),
                logs,
                credentialTest(settings, assembly));
        return new OperatorPages(Optional.of(pages), Optional.of(logs));
    }

    private static Optional<CredentialTest> credentialTest(Settings settings, Assembly assembly) {
        Optional<OAuthClient> client = assembly.config().oauthClient();
        Optional<String> url = client.flatMap(OAuthClient::tokenUrl)
                .or(() -> assembly.upstream()
                        .authorizationServer()
                        .map(server -> server.endpoints(assembly.config().defaultAccount()))
                        .map(UpstreamAuthorizationServer.Endpoints::token));
        String redirectUri = settings.value(EnvironmentKey.MCP_SERVER_BASE_URL.name())
                        .orElse("http://127.0.0.1:" + assembly.config().port())
                        .replaceFirst("/$", "")
                + "/auth/callback";
        return client.flatMap(
                who -> url.map(endpoint -> new CredentialTest(who, endpoint, redirectUri, assembly.clock())));
    }

    void register(HttpRouting.Builder routing) {
        debug.ifPresent(pages -> routing.register("/debug", pages));
    }

    @Override
    public void close() {
        logs.ifPresent(RecentLogs::close);
    }
}

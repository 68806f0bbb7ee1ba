package org.enterprisemcp.bootstrap;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.Optional;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.oauth.upstream.ConfiguredServer;
import org.enterprisemcp.oauth.upstream.CredentialTest;
import org.enterprisemcp.oauth.upstream.OAuthClient;

/** All that this server has for its operators, put together; with {@code DEBUG=false} it is nothing. */
final class OperatorPages implements AutoCloseable {

    private final Optional<OperatorLogin> login;
    private final Optional<DebugPages> debug;
    private final Optional<RecentLogs> logs;

    private OperatorPages(Optional<OperatorLogin> login, Optional<DebugPages> debug, Optional<RecentLogs> logs) {
        this.login = login;
        this.debug = debug;
        this.logs = logs;
    }

    /** Puts it together; it holds nothing when the pages are off. */
    static OperatorPages of(Settings settings, Assembly assembly) {
        OperatorSettings operators = assembly.config().operators();
        if (!operators.debug()) {
            return new OperatorPages(Optional.empty(), Optional.empty(), Optional.empty());
        }
        Optional<OperatorLogin> login = operators.login().map(OperatorLogin::new);
        RecentLogs logs = RecentLogs.listening();
        DebugPages pages = new DebugPages(
                new OperatorDoor(operators, login),
                new ServerInfo(settings, assembly, KeptState.of(assembly.proxy())),
                logs,
                credentialTest(settings, assembly));
        return new OperatorPages(login, Optional.of(pages), Optional.of(logs));
    }

    private static Optional<CredentialTest> credentialTest(Settings settings, Assembly assembly) {
        Optional<OAuthClient> client =
                assembly.config().proxy().map(ProxySettings::client).or(assembly.config()::oauthClient);
        Optional<String> url = client.flatMap(OAuthClient::tokenUrl)
                .or(() -> authorizationServer(assembly)
                        .map(server -> server.endpoints(assembly.config().defaultAccount()))
                        .map(UpstreamAuthorizationServer.Endpoints::token));
        String redirectUri = settings.value(EnvironmentKey.MCP_SERVER_BASE_URL.name())
                        .orElse("http://127.0.0.1:" + assembly.config().port())
                        .replaceFirst("/$", "")
                + "/auth/callback";
        return client.flatMap(
                who -> url.map(endpoint -> new CredentialTest(who, endpoint, redirectUri, assembly.clock())));
    }

    private static Optional<UpstreamAuthorizationServer> authorizationServer(Assembly assembly) {
        Optional<UpstreamAuthorizationServer> own = assembly.upstream().authorizationServer();
        return assembly.config()
                .proxy()
                .map(proxy -> ConfiguredServer.over(own, proxy.server()))
                .or(() -> own);
    }

    /**
     * Registers the pages; whatever is registered later is not reached.
     *
     * @param nothingHere what answers on all paths that nobody registered
     */
    void register(HttpRouting.Builder routing, Handler nothingHere) {
        debug.ifPresent(pages -> routing.register("/debug", pages));
        login.ifPresentOrElse(way -> way.register(routing, nothingHere), () -> routing.any(nothingHere));
    }

    @Override
    public void close() {
        logs.ifPresent(RecentLogs::close);
    }
}

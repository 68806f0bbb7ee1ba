package org.enterprisemcp.bootstrap;

import java.io.PrintStream;
import org.enterprisemcp.bootstrap.settings.OidcSettings;
import org.enterprisemcp.bootstrap.settings.ProxySettings;
import org.enterprisemcp.bootstrap.settings.SettingsReader;
import org.enterprisemcp.bootstrap.settings.UpstreamServer;
import org.enterprisemcp.domain.port.UpstreamAuthorizationServer;
import org.enterprisemcp.oauth.upstream.CredentialTest;
import org.enterprisemcp.oauth.upstream.CredentialTest.Attempt;

/** What the doctor says of signing in: what must be registered where, and what is most often wrong. */
final class SignInReport {

    private final PrintStream out;

    SignInReport(PrintStream out) {
        this.out = out;
    }

    /** Users sign in at the upstream, through this server. */
    void proxy(ProxySettings proxy, UpstreamServer place) {
        out.println("sign-in  at the upstream, through this server (MCP_AUTH_MODE=proxy); clients connect to "
                + proxy.urls().resource());
        out.println("sign-in  register this redirect URI at the upstream, exactly so: "
                + proxy.urls().callback());
        place.published()
                .ifPresent(issuer ->
                        out.println("sign-in  what is not set here is what " + issuer.issuer() + " publishes"));
        UpstreamAuthorizationServer server = place.server(proxy.login().account());
        var scopes = proxy.client().scopes().isEmpty()
                ? server.scopes()
                : proxy.client().scopes();
        out.println("sign-in  asks for the scopes " + String.join(" ", scopes) + "; checks of the tokens: "
                + SettingsReader.written(proxy.verify()));
        if (proxy.login().forwardResource()) {
            out.println("warning  UPSTREAM_OAUTH_FORWARD_RESOURCE=true: Entra ID answers AADSTS9010010 unless "
                    + proxy.urls().resource() + " is the Application ID URI that the scopes begin with");
        }
    }

    /** Callers bring a token of the company's issuer. */
    void oidc(OidcSettings oidc) {
        out.println("sign-in  with a token of " + oidc.tokens().issuer() + " for "
                + oidc.tokens().audiences().getFirst() + " (MCP_AUTH_MODE=oidc); clients connect to "
                + oidc.urls().resource());
        out.println(oidc.exchange()
                .map(exchange -> "sign-in  it is exchanged for one of the upstream (OIDC_ON_BEHALF_OF="
                        + SettingsReader.written(exchange.options().form()) + ")")
                .orElse("sign-in  all calls go upstream with the one credential of this server"));
    }

    /** What the upstream's token endpoint says to a code that nobody issued. */
    void probe(CredentialTest test) {
        if (test.run() instanceof CredentialTest.Done(var attempts)) {
            if (attempts.isEmpty()) {
                out.println("probe    a client that signs assertions is not tried");
            }
            attempts.forEach(attempt -> out.println("probe    " + attempt.method() + ": " + meaning(attempt)));
        }
    }

    private static String meaning(Attempt attempt) {
        if (attempt.status().isEmpty()) {
            return "nobody answers; is the token endpoint spelled right, and can this machine reach it?";
        }
        String answer = "answers " + attempt.status().getAsInt();
        return answer
                + attempt.explanation()
                        .or(attempt::error)
                        .map(why -> ", " + why)
                        .orElse("");
    }
}

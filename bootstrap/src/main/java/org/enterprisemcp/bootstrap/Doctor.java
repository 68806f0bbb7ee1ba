package org.enterprisemcp.bootstrap;

import java.io.PrintStream;
import java.util.List;
import org.enterprisemcp.bootstrap.settings.AuthSettings;
import org.enterprisemcp.bootstrap.settings.Environment;
import org.enterprisemcp.bootstrap.settings.EnvironmentKey;
import org.enterprisemcp.bootstrap.settings.ServerConfig;
import org.enterprisemcp.bootstrap.settings.Transport;
import org.enterprisemcp.domain.error.ConfigurationException;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.error.ConfigurationException.MissingConfiguration;

/** Explains in words how the server would start with these settings, without starting it. Shows names, never values of secrets. */
final class Doctor {

    private final PrintStream out;
    private final boolean probe;

    /** @param probe whether the upstream's token endpoint is asked if it knows this server */
    Doctor(PrintStream out, boolean probe) {
        this.out = out;
        this.probe = probe;
    }

    /** Prints the findings; 0 when the server would start, 1 when not. */
    int examine(Environment settings) {
        out.println("enterprise-mcp " + Version.current() + " on Java " + Runtime.version());
        settings.unknownKeys().forEach(warning -> out.println("warning  " + warning));
        for (EnvironmentKey key : EnvironmentKey.values()) {
            if (settings.isSet(key)) {
                out.println("set      " + key);
            }
        }
        try {
            Environment withSecrets = settings.withSecrets();
            Transport transport = Transport.of(withSecrets);
            try (Assembly assembly = Assembly.of(withSecrets, transport)) {
                report(assembly, transport);
            }
            return 0;
        } catch (ConfigurationException unusable) {
            problems(unusable).forEach(problem -> out.println("problem  " + problem));
            out.println("The server would not start. " + unusable.hint());
            return 1;
        }
    }

    private void report(Assembly assembly, Transport transport) {
        ServerConfig config = assembly.config();
        out.println("upstream " + assembly.upstream().guide().title() + " (kind " + config.upstreamKind() + ", "
                + assembly.upstream().name() + ")");
        assembly.upstream().defaultBaseUrl().ifPresent(url -> out.println("calls go to " + url));
        config.defaultAccount()
                .flatMap(assembly.upstream()::baseUrlOf)
                .ifPresent(url -> out.println("calls go to " + url));
        if (assembly.upstream().needsCredential()
                && config.auth().credential() == AuthSettings.Credential.STATIC
                && config.credential().isEmpty()
                && config.oauthClient().isEmpty()) {
            out.println("warning  no credential is set: tools/list works, calls fail with NO_SESSION. Set"
                    + " UPSTREAM_ACCESS_TOKEN, UPSTREAM_API_KEY, UPSTREAM_USERNAME and UPSTREAM_PASSWORD, or"
                    + " UPSTREAM_OAUTH_CLIENT_ID with its secret or key");
        }
        config.proxy().ifPresent(proxy -> new SignInReport(out).proxy(proxy, assembly.server()));
        config.oidc().ifPresent(oidc -> new SignInReport(out).oidc(oidc));
        assembly.credentialTest().ifPresent(test -> {
            if (probe) {
                new SignInReport(out).probe(test);
            } else {
                out.println("probe    doctor --probe asks the upstream's token endpoint whether it knows this server");
            }
        });
        out.println("tools    " + String.join(", ", assembly.catalog().toolNames()));
        out.println(
                switch (transport) {
                    case STDIO -> "stdio    for whoever starts it (MCP_TRANSPORT=stdio, or the word stdio)";
                    case HTTP, SSE ->
                        "http     " + config.host() + ":" + config.port() + "/mcp" + (config.sse() ? " and /sse" : "")
                                + ", for "
                                + (config.auth().asksWhoCalls() ? "who is signed in" : "this machine only")
                                + " (MCP_AUTH_MODE=" + config.auth().written() + ")";
                });
        out.println("The server would start.");
    }

    private static List<String> problems(ConfigurationException unusable) {
        return switch (unusable) {
            case InvalidConfiguration invalid -> invalid.problems();
            case MissingConfiguration missing -> List.of(missing.safeMessage());
        };
    }
}

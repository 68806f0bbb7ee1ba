package org.enterprisemcp.bootstrap.settings;

import java.util.Optional;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.oauth.upstream.OAuthClient;

/**
 * The credential that all calls go upstream with ({@code UPSTREAM_CREDENTIAL=static}).
 *
 * @param fixed one that was configured as it is
 * @param client who this server is at the upstream's authorization server, where it gets one for itself
 */
record CredentialSettings(Optional<UpstreamToken> fixed, Optional<OAuthClient> client) {

    /** Nothing of that kind: every caller has a credential. */
    static CredentialSettings none() {
        return new CredentialSettings(Optional.empty(), Optional.empty());
    }

    /**
     * Reads the settings; problems stay with the reader.
     *
     * @param secretInForm where a client's secret goes that nobody says where it goes
     */
    static CredentialSettings read(SettingsReader settings, boolean secretInForm) {
        Optional<UpstreamToken> fixed = fixed(settings);
        Optional<OAuthClient> client = UpstreamClientSettings.read(settings, secretInForm);
        client.filter(who -> who.proof() instanceof OAuthClient.Proof.Nothing)
                .ifPresent(nobody -> settings.problem(
                        EnvironmentKey.UPSTREAM_OAUTH_CLIENT_AUTH,
                        "none is for clients that users sign in with; a token for this server itself takes"
                                + " UPSTREAM_OAUTH_CLIENT_SECRET or UPSTREAM_OAUTH_PRIVATE_KEY_FILE"));
        if (fixed.isPresent()
                && settings.text(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID).isPresent()) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID,
                    "goes without UPSTREAM_ACCESS_TOKEN, UPSTREAM_API_KEY and UPSTREAM_USERNAME: set one kind of"
                            + " credential only");
        }
        return new CredentialSettings(fixed, client);
    }

    private static Optional<UpstreamToken> fixed(SettingsReader settings) {
        Optional<UpstreamToken> bearer =
                settings.secret(EnvironmentKey.UPSTREAM_ACCESS_TOKEN).map(UpstreamToken.Bearer::new);
        Optional<UpstreamToken> apiKey = settings.secret(EnvironmentKey.UPSTREAM_API_KEY)
                .map(key -> new UpstreamToken.ApiKey(headerName(settings), key));
        Optional<UpstreamToken> basic = basic(settings);
        long configured = bearer.stream().count()
                + apiKey.stream().count()
                + basic.stream().count();
        if (configured > 1) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_CREDENTIAL,
                    "set only one of UPSTREAM_ACCESS_TOKEN, UPSTREAM_API_KEY and UPSTREAM_USERNAME");
        }
        return bearer.or(() -> apiKey).or(() -> basic);
    }

    private static Optional<UpstreamToken> basic(SettingsReader settings) {
        Optional<String> username = settings.text(EnvironmentKey.UPSTREAM_USERNAME);
        var password = settings.secret(EnvironmentKey.UPSTREAM_PASSWORD);
        if (username.isPresent() != password.isPresent()) {
            settings.problem(
                    username.isPresent() ? EnvironmentKey.UPSTREAM_PASSWORD : EnvironmentKey.UPSTREAM_USERNAME,
                    "is needed too: user name and password go together");
        }
        return username.flatMap(name -> password.map(secret -> new UpstreamToken.Basic(name, secret)));
    }

    private static String headerName(SettingsReader settings) {
        String name = settings.textOr(EnvironmentKey.UPSTREAM_API_KEY_HEADER, "");
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
            settings.problem(EnvironmentKey.UPSTREAM_API_KEY_HEADER, "must be a header name (RFC 9110 token)");
        }
        return name;
    }
}

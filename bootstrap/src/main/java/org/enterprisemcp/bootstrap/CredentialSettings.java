package org.enterprisemcp.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.domain.token.UpstreamToken;
import org.enterprisemcp.oauth.OAuthClient;
import org.enterprisemcp.oauth.OAuthClient.Proof;
import org.enterprisemcp.oauth.SigningKey;

/**
 * The credential that all calls go upstream with ({@code UPSTREAM_CREDENTIAL=static}).
 *
 * @param fixed one that was configured as it is
 * @param client who this server is at the upstream's authorization server, where it gets one for itself
 */
record CredentialSettings(Optional<UpstreamToken> fixed, Optional<OAuthClient> client) {

    /** Reads the settings; problems stay with the reader. */
    static CredentialSettings read(SettingsReader settings) {
        Optional<UpstreamToken> fixed = fixed(settings);
        Optional<OAuthClient> client =
                settings.text(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID).flatMap(id -> client(settings, id));
        if (fixed.isPresent()
                && settings.text(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID).isPresent()) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID,
                    "goes without UPSTREAM_ACCESS_TOKEN, UPSTREAM_API_KEY and UPSTREAM_USERNAME: set one kind of"
                            + " credential only");
        }
        return new CredentialSettings(fixed, client);
    }

    private static Optional<OAuthClient> client(SettingsReader settings, String id) {
        Optional<Proof> secret =
                settings.secret(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_SECRET).map(Proof.SharedSecret::new);
        Optional<Proof> assertion = settings.text(EnvironmentKey.UPSTREAM_OAUTH_PRIVATE_KEY_FILE)
                .flatMap(file -> signingKey(settings, file))
                .map(Proof.SignedAssertion::new);
        boolean both = settings.text(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_SECRET)
                        .isPresent()
                && settings.text(EnvironmentKey.UPSTREAM_OAUTH_PRIVATE_KEY_FILE).isPresent();
        boolean neither = settings.text(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_SECRET)
                        .isEmpty()
                && settings.text(EnvironmentKey.UPSTREAM_OAUTH_PRIVATE_KEY_FILE).isEmpty();
        if (both || neither) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID,
                    "needs either UPSTREAM_OAUTH_CLIENT_SECRET, or UPSTREAM_OAUTH_PRIVATE_KEY_FILE with"
                            + " UPSTREAM_OAUTH_KEY_ID");
        }
        List<String> scopes =
                settings.textOr(EnvironmentKey.UPSTREAM_OAUTH_SCOPES, "").isEmpty()
                        ? List.of()
                        : List.of(settings.textOr(EnvironmentKey.UPSTREAM_OAUTH_SCOPES, "")
                                .split("[\\s,]+", -1));
        return secret.or(() -> assertion)
                .map(proof ->
                        new OAuthClient(id, proof, scopes, settings.text(EnvironmentKey.UPSTREAM_OAUTH_TOKEN_URL)));
    }

    private static Optional<SigningKey> signingKey(SettingsReader settings, String file) {
        Optional<String> keyId = settings.text(EnvironmentKey.UPSTREAM_OAUTH_KEY_ID);
        if (keyId.isEmpty()) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_KEY_ID, "is needed too: it names the certificate of the private key");
            return Optional.empty();
        }
        try {
            Optional<SigningKey> key = SigningKey.of(keyId.get(), new Secret(Files.readString(Path.of(file))));
            if (key.isEmpty()) {
                settings.problem(
                        EnvironmentKey.UPSTREAM_OAUTH_PRIVATE_KEY_FILE,
                        "holds no usable key: it must be PEM, BEGIN PRIVATE KEY (PKCS #8), RSA of at least 2048 bits or"
                                + " an elliptic curve");
            }
            return key;
        } catch (IOException unreadable) {
            settings.problem(EnvironmentKey.UPSTREAM_OAUTH_PRIVATE_KEY_FILE, "the file cannot be read");
            return Optional.empty();
        }
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

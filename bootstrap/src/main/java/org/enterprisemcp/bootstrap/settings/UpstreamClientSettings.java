package org.enterprisemcp.bootstrap.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.enterprisemcp.domain.token.Secret;
import org.enterprisemcp.oauth.upstream.OAuthClient;
import org.enterprisemcp.oauth.upstream.OAuthClient.Proof;
import org.enterprisemcp.oauth.upstream.SigningKey;

/** Who this server is at the upstream's authorization server, and how it proves that. */
final class UpstreamClientSettings {

    private enum ClientAuth {
        BASIC,
        POST,
        NONE
    }

    private UpstreamClientSettings() {}

    /**
     * Reads the settings; empty where no client is configured. Problems stay with the reader.
     *
     * @param secretInForm where a secret goes that nobody says where it goes
     */
    static Optional<OAuthClient> read(SettingsReader settings, boolean secretInForm) {
        ClientAuth auth = settings.text(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_AUTH)
                .map(_ -> settings.choice(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_AUTH, ClientAuth.class))
                .orElse(secretInForm ? ClientAuth.POST : ClientAuth.BASIC);
        return settings.text(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID)
                .flatMap(id -> proof(settings, auth)
                        .map(proof -> new OAuthClient(
                                id,
                                proof,
                                settings.words(EnvironmentKey.UPSTREAM_OAUTH_SCOPES),
                                settings.text(EnvironmentKey.UPSTREAM_OAUTH_TOKEN_URL))));
    }

    private static Optional<Proof> proof(SettingsReader settings, ClientAuth auth) {
        Optional<Secret> secret = settings.secret(EnvironmentKey.UPSTREAM_OAUTH_CLIENT_SECRET);
        Optional<String> keyFile = settings.text(EnvironmentKey.UPSTREAM_OAUTH_PRIVATE_KEY_FILE);
        if (auth == ClientAuth.NONE && secret.isEmpty() && keyFile.isEmpty()) {
            return Optional.of(new Proof.Nothing());
        }
        if (auth == ClientAuth.NONE || secret.isPresent() == keyFile.isPresent()) {
            settings.problem(
                    EnvironmentKey.UPSTREAM_OAUTH_CLIENT_ID,
                    "needs either UPSTREAM_OAUTH_CLIENT_SECRET, or UPSTREAM_OAUTH_PRIVATE_KEY_FILE with"
                            + " UPSTREAM_OAUTH_KEY_ID, or UPSTREAM_OAUTH_CLIENT_AUTH=none and neither of them");
            return Optional.empty();
        }
        if (keyFile.isPresent()) {
            return signingKey(settings, keyFile.get()).map(Proof.SignedAssertion::new);
        }
        return secret.map(
                shared -> auth == ClientAuth.POST ? new Proof.PostedSecret(shared) : new Proof.BasicSecret(shared));
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
}

package org.enterprisemcp.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;
import org.enterprisemcp.domain.port.SecretSource;
import org.enterprisemcp.domain.port.Settings;
import org.enterprisemcp.domain.token.Secret;
import org.jspecify.annotations.Nullable;

/** Secrets in Azure Key Vault, read by the managed identity of this server. */
public final class KeyVaultSecretSource implements SecretSource {

    private static final Duration DEADLINE = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int REPEATS = 2;
    private static final String IDENTITY =
            "no token for Key Vault is to be had: this server needs a managed identity, and AZURE_CLIENT_ID where it is a"
                    + " user-assigned one";

    private final Function<Settings, TokenCredential> identity;
    private final Supplier<HttpClient> http;
    private final Duration pause;
    private final Duration deadline;

    /** The way of {@link java.util.ServiceLoader}. */
    public KeyVaultSecretSource() {
        this(
                ManagedIdentity::credential,
                () -> ManagedIdentity.client(Configuration.getGlobalConfiguration()),
                PAUSE,
                DEADLINE);
    }

    KeyVaultSecretSource(
            Function<Settings, TokenCredential> identity,
            Supplier<HttpClient> http,
            Duration pause,
            Duration deadline) {
        this.identity = identity;
        this.http = http;
        this.pause = pause;
        this.deadline = deadline;
    }

    @Override
    public String scheme() {
        return KeyVaultReference.SCHEME;
    }

    @Override
    public Secret read(String setting, String reference, Settings settings) {
        if (setting.equals(ManagedIdentity.CLIENT_ID)) {
            throw new InvalidConfiguration(
                    setting, "says who reads the vault, so it cannot stand in one; set it itself");
        }
        KeyVaultReference wanted = KeyVaultReference.of(setting, reference);
        FutureTask<KeyVaultSecret> reading = new FutureTask<>(() -> fetch(wanted, settings));
        Thread.ofVirtual().name("key-vault").start(reading);
        try {
            String value =
                    reading.get(deadline.toMillis(), TimeUnit.MILLISECONDS).getValue();
            if (value == null || value.isBlank()) {
                throw new InvalidConfiguration(setting, "the secret in Key Vault is empty; give it a value");
            }
            return new Secret(value);
        } catch (TimeoutException tooLong) {
            throw new InvalidConfiguration(
                    setting,
                    "Key Vault did not answer within " + deadline.toSeconds()
                            + " s; look whether this server reaches the vault and its managed identity");
        } catch (ExecutionException refused) {
            throw new InvalidConfiguration(setting, reason(Objects.requireNonNullElse(refused.getCause(), refused)));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InvalidConfiguration(setting, "the server was stopped while Key Vault was asked");
        } finally {
            reading.cancel(true);
        }
    }

    private KeyVaultSecret fetch(KeyVaultReference wanted, Settings settings) {
        return new SecretClientBuilder()
                .vaultUrl(wanted.vault())
                .credential(identity.apply(settings))
                .httpClient(http.get())
                .retryOptions(new RetryOptions(new FixedDelayOptions(REPEATS, pause)))
                .buildClient()
                .getSecret(wanted.name(), wanted.version().orElse(null));
    }

    /** What to do about it, in our own words: what the library says quotes addresses and answers. */
    private static String reason(Throwable failure) {
        // The library wraps what goes wrong, how often depends on where.
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof HttpResponseException answered && answered.getResponse() != null) {
                return refusal(answered.getResponse().getStatusCode());
            }
            if (each instanceof ClientAuthenticationException) {
                return IDENTITY;
            }
        }
        return "Key Vault or the managed identity cannot be reached; look at the vault's name, the network and whether this server"
                + " has a managed identity";
    }

    private static String refusal(int status) {
        return switch (status) {
            case 401, 403 ->
                "Key Vault refuses (" + status
                        + "): the identity needs the role Key Vault Secrets User on the vault, the"
                        + " secret must be enabled, and the vault's firewall must let this server in";
            case 404 -> "Key Vault has no such secret, or no such version of it";
            default -> "Key Vault answers with status " + status + "; start again later";
        };
    }
}

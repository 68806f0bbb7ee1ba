package org.enterprisemcp.azure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enterprisemcp.domain.error.ConfigurationException.InvalidConfiguration;

/**
 * Which secret of which vault.
 *
 * @param vault the vault's URL, without a path
 * @param name the secret's name
 * @param version its version; empty for the current one
 */
record KeyVaultReference(String vault, String name, Optional<String> version) {

    static final String SCHEME = "keyvault";

    /** A token for vaults goes to no other host: the three clouds, a name as vaults have it, no port, no user, no query. */
    private static final Pattern WRITTEN = Pattern.compile(SCHEME
            + ":(https://[a-z][a-z0-9-]{1,22}[a-z0-9]\\.vault\\.(?:azure\\.net|azure\\.cn|usgovcloudapi\\.net))"
            + "/secrets/([0-9A-Za-z-]{1,127})(?:/([0-9a-f]{32}))?/?");

    static KeyVaultReference of(String setting, String reference) {
        Matcher written = WRITTEN.matcher(reference);
        if (!written.matches()) {
            throw new InvalidConfiguration(
                    setting,
                    "a secret in Key Vault is written keyvault:https://VAULT.vault.azure.net/secrets/NAME, and may have"
                            + " /VERSION behind it (or vault.azure.cn, vault.usgovcloudapi.net); no port, no query");
        }
        return new KeyVaultReference(written.group(1), written.group(2), Optional.ofNullable(written.group(3)));
    }
}
